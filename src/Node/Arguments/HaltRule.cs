using System.Globalization;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>What a halt rule counts.</summary>
internal enum HaltOn
{
    Never,
    Fail,
    Success,
    Done,
}

/// <summary>When the map stops before its end: GNU parallel's <c>--halt</c>, by count or by per cent.</summary>
/// <param name="On">What is counted.</param>
/// <param name="Soon">Finish what was read; else stop at the outcome.</param>
/// <param name="Count">How many halt; 0 for no count.</param>
/// <param name="Percent">The per cent that are still borne; 0 for none. Decimal, as they were written: 0.29 is less in binary.</param>
internal sealed record HaltRule(HaltOn On, bool Soon, long Count, decimal Percent)
{
    // Before so many outcomes a share says nothing: the first failure of three would be 33 %.
    private const int ShareNeeds = 100;

    internal static HaltRule Never { get; } = new(HaltOn.Never, false, 0, 0);

    /// <summary>Whether a map that it stops has failed; one that was to end at its first success has not.</summary>
    internal bool IsFailure => On == HaltOn.Fail;

    /// <param name="done">Outcomes so far.</param>
    /// <param name="failed">Failures among them.</param>
    /// <param name="total">How many there will be, where that is known.</param>
    internal bool IsReached(long done, long failed, long? total = null)
    {
        var counted = On switch { HaltOn.Fail => failed, HaltOn.Success => done - failed, HaltOn.Done => done, _ => 0 };
        if (Count > 0) return counted >= Count;
        if (Percent == 0) return false;

        // Of failures a share of what is done so far; of all others one of the whole, or it would be reached at once.
        return On == HaltOn.Fail ? done >= ShareNeeds && counted * 100m > Percent * done : total is { } all && counted * 100m >= Percent * all;
    }

    /// <summary>Whether an outcome that is no failure of the function can be the one at which it is reached: a share of failures only falls by it, but it may be the first to be looked at.</summary>
    /// <param name="done">Outcomes so far, with that one.</param>
    internal bool LooksAtAny(long done) => On is HaltOn.Success or HaltOn.Done || (On == HaltOn.Fail && Percent > 0 && done <= ShareNeeds);

    internal static HaltRule Parse(string text)
    {
        // As GNU parallel has it from the days before words.
        text = text switch { "0" => "never", "1" => "soon,fail=1", "2" => "now,fail=1", _ => text };
        if (text == "never") return Never;
        var (when, what) = text.Split(',', 2) is [var first, var second] ? (first, second) : (text, string.Empty);
        var (word, number) = what.Split('=', 2) is [var left, var right] ? (left, right) : (what, string.Empty);
        var on = word switch { "fail" => HaltOn.Fail, "success" => HaltOn.Success, "done" => HaltOn.Done, _ => HaltOn.Never };
        if (when is not ("now" or "soon") || on == HaltOn.Never) throw Wrong(text);

        if (number.EndsWith('%') && decimal.TryParse(number[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and < 100)
            return new HaltRule(on, when == "soon", 0, percent);
        if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
            return new HaltRule(on, when == "soon", count, 0);
        throw Wrong(text);
    }

    public override string ToString()
    {
        var what = Count > 0 ? $"{Count}" : string.Create(CultureInfo.InvariantCulture, $"{Percent}%");
        return this == Never ? "never" : $"{(Soon ? "soon" : "now")},{On.ToString().ToLowerInvariant()}={what}";
    }

    private static CommandException Wrong(string text) => CommandException.Usage(
        $"--halt: '{text}' is no rule. Use never, or now or soon with a limit: now,fail=N, now,fail=N% (more than 0 and less than 100), soon,fail=N, soon,fail=N%; success= and done= as well.");
}
