using System.Text;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorMap.Cluster.Systems;

/// <summary>A configuration as text that another process parses to the same: with all that it falls back on, and whatever characters its values have.</summary>
internal static class ConfigText
{
    /// <summary>The text; empty for none.</summary>
    public static string Of(Config? config)
    {
        // What is said later counts, and objects are merged: the last resort comes first.
        var text = new StringBuilder();
        foreach (var part in Parts(config).Reverse())
        {
            if (part.Root is { } root && root.IsObject()) Members(root.GetObject(), text);
        }

        return text.ToString();
    }

    /// <summary>The keys below a path that the configuration, or what it falls back on, has values for.</summary>
    public static IEnumerable<string> Keys(Config? config, string below) =>
        Parts(config).SelectMany(part => part.Root is { } root ? Leaves(string.Empty, root) : []).Where(key => key.StartsWith($"{below}.", StringComparison.Ordinal)).Select(key => key[(below.Length + 1)..]).Distinct();

    /// <summary>In quotes, with what HOCON has escapes for escaped.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsControl(c)) quoted.Append($"\\u{(int)c:x4}");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static IEnumerable<Config> Parts(Config? config)
    {
        for (; config is not null; config = config.Fallback) yield return config;
    }

    private static IEnumerable<string> Leaves(string path, HoconValue value) => value.IsObject()
        ? value.GetObject().Items.SelectMany(item => Leaves(path.Length == 0 ? item.Key : $"{path}.{item.Key}", item.Value))
        : [path];

    private static void Members(HoconObject of, StringBuilder text)
    {
        foreach (var (key, value) in of.Items)
        {
            text.Append(Quoted(key)).Append(": ");
            Value(value, text);
            text.Append('\n');
        }
    }

    private static void Value(HoconValue value, StringBuilder text)
    {
        if (value.IsObject())
        {
            text.Append("{\n");
            Members(value.GetObject(), text);
            text.Append('}');
        }
        else if (value.IsArray())
        {
            text.Append('[');
            foreach (var element in value.GetArray())
            {
                Value(element, text);
                text.Append(", ");
            }

            text.Append(']');
        }
        else
        {
            text.Append(Quoted(value.GetString() ?? string.Empty));
        }
    }
}
