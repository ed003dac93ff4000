using System.Globalization;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>One constant of the function, by <c>--set name=value</c> or of a <c>--state</c> file: kept as text until its type is known.</summary>
internal sealed record Setting(string Name, string Text)
{
    private object? _literal;

    /// <summary>Whether it is of a <c>--state</c> file; its text is JSON then, unless it is a string.</summary>
    internal bool IsState { get; init; }

    /// <summary>Whether it was a JSON string: it is a text then, also where it looks like a number.</summary>
    internal bool IsText { get; init; }

    /// <summary>As one names it in a message.</summary>
    internal string Title => $"{(IsState ? "--state:" : "--set")} {Name}";

    /// <summary>The value as C# would read it as a literal, or what holds a JSON array or object; what is neither is a string.</summary>
    internal object Literal() => _literal ??= IsText ? Text : Nested() ?? Plain();

    private object? Nested()
    {
        try
        {
            return NestedLiteral.Of(Text);
        }
        catch (InvalidOperationException error)
        {
            throw new CommandException(ExitCode.Function, $"{Title}: '{Binding.Excerpt.Of(Text)}' has a string that is no text: half a pair of surrogates, such as \\ud800 alone.", error);
        }
    }

    private object Plain() => Text switch
    {
        "true" => true,
        "false" => false,
        _ when int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) => small,
        _ when long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) => large,
        _ when ulong.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var largest) => largest,
        _ when double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => Finite(real),
        _ => Text,
    };

    private double Finite(double real) => double.IsInfinity(real) && Text.AsSpan().IndexOfAnyInRange('0', '9') >= 0
        ? throw CommandException.Function($"{Title}: '{Binding.Excerpt.Of(Text)}' is too large for a double; it would be infinite.")
        : real;

    internal static Setting Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw CommandException.Usage($"--set: '{text}' is not NAME=VALUE, such as --set k=100.");
        var name = text[..equals].Trim();
        if (!IsName(name)) throw CommandException.Usage($"--set: '{name}' is not a name that C# allows for a variable.");
        return new Setting(name, text[(equals + 1)..]);
    }

    internal static bool IsName(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
