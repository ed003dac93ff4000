using System.Globalization;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>When failures stop the map: GNU parallel's <c>--halt</c>, by count or by fraction.</summary>
/// <param name="Soon">Finish what was dealt; else stop at the failure.</param>
/// <param name="Failures">How many failures halt; 0 for no count.</param>
/// <param name="Fraction">The fraction of failures that is still borne; 0 for no fraction.</param>
internal sealed record HaltRule(bool Soon, long Failures, double Fraction)
{
    // Before so many outcomes a fraction says nothing: the first failure of three would be 33 %.
    private const int FractionNeeds = 100;

    internal static HaltRule Never { get; } = new(false, 0, 0);

    internal bool IsReached(long done, long failed) =>
        (Failures > 0 && failed >= Failures) || (Fraction > 0 && done >= FractionNeeds && failed > Fraction * done);

    internal static HaltRule Parse(string text)
    {
        if (text == "never") return Never;
        var (when, what) = text.Split(',', 2) is [var first, var second] ? (first, second) : (text, string.Empty);
        if (when is not ("now" or "soon") || !what.StartsWith("fail=", StringComparison.Ordinal)) throw Wrong(text);

        var number = what["fail=".Length..];
        if (number.EndsWith('%') && double.TryParse(number[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and < 100)
            return new HaltRule(when == "soon", 0, percent / 100);
        if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
            return new HaltRule(when == "soon", count, 0);
        throw Wrong(text);
    }

    public override string ToString()
    {
        var what = Failures > 0 ? $"{Failures}" : string.Create(CultureInfo.InvariantCulture, $"{Fraction * 100}%");
        return this == Never ? "never" : $"{(Soon ? "soon" : "now")},fail={what}";
    }

    private static CommandException Wrong(string text) => CommandException.Usage(
        $"--halt: '{text}' is no rule. Use never, now,fail=N, now,fail=N%, soon,fail=N or soon,fail=N%.");
}
