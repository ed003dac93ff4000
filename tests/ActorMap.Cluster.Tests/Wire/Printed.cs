using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>A message with all that is in it, as text: records compare arrays by reference.</summary>
internal static class Printed
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case ReadOnlyMemory<byte> bytes: text.Append(Convert.ToHexString(bytes.Span)); break;
            case string words: text.Append('"').Append(words).Append('"'); break;
            case IEnumerable many: AppendAll(text, many.Cast<object?>().Select((one, place) => (place.ToString(CultureInfo.InvariantCulture), one))); break;
            case { } plain when plain.GetType().Assembly == typeof(object).Assembly: text.Append(CultureInfo.InvariantCulture, $"{plain}"); break;
            default: AppendAll(text.Append(value.GetType().Name), value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(property => (property.Name, property.GetValue(value)))); break;
        }
    }

    private static void AppendAll(StringBuilder text, IEnumerable<(string Name, object? Value)> parts)
    {
        text.Append('(');
        foreach (var (name, value) in parts)
        {
            Append(text.Append(name).Append('='), value);
            text.Append(' ');
        }

        text.Append(')');
    }
}
