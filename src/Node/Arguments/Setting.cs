using System.Globalization;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>One <c>--set name=value</c>: a constant of the function, kept as text until its type is known.</summary>
internal sealed record Setting(string Name, string Text)
{
    /// <summary>The value as C# would read it as a literal; what is no literal is a string.</summary>
    internal object Literal() => Text switch
    {
        "true" => true,
        "false" => false,
        _ when int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) => small,
        _ when long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) => large,
        _ when double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => real,
        _ => Text,
    };

    internal static Setting Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw CommandException.Usage($"--set: '{text}' is not NAME=VALUE, such as --set k=100.");
        var name = text[..equals].Trim();
        if (!IsName(name)) throw CommandException.Usage($"--set: '{name}' is not a name that C# allows for a variable.");
        return new Setting(name, text[(equals + 1)..]);
    }

    private static bool IsName(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
