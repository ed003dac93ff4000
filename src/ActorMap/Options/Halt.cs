using System.Globalization;

namespace ActorMap;

/// <summary>When failures stop the dealing of further items.</summary>
public sealed record Halt
{
    private readonly int _failures;
    private readonly double _fraction;
    private readonly int _minItems;

    private Halt(int failures, double fraction, int minItems)
    {
        _failures = failures;
        _fraction = fraction;
        _minItems = minItems;
    }

    /// <summary>Every item is run, whatever fails.</summary>
    public static Halt Never { get; } = new(0, 0, 0);

    /// <summary>The first failure stops the map: <c>After(1)</c>.</summary>
    public static Halt OnFirstFailure { get; } = new(1, 0, 0);

    /// <summary>Stops at the given number of failures.</summary>
    /// <param name="failures">How many; 3 means that the third failure halts. At least 1.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="failures"/> is less than 1.</exception>
    public static Halt After(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        return new Halt(failures, 0, 0);
    }

    /// <summary>Stops when more than a fraction of the outcomes so far are failures.</summary>
    /// <param name="fraction">The fraction that is still borne, from 0 up to but not including 1.</param>
    /// <param name="minItems">How many outcomes there must be before the fraction counts. At least 1; default 100.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static Halt AfterFraction(double fraction, int minItems = 100)
    {
        if (!(fraction >= 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction must be at least 0 and less than 1, such as 0.05 for 5 %.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(minItems, 1);
        return new Halt(0, fraction, minItems);
    }

    /// <summary>The rule as one reads it: <c>never</c>, <c>after 3 failures</c>, <c>after 5 % failures of at least 100 items</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => (_failures, _minItems) switch
    {
        (0, 0) => "never",
        (1, _) => "on the first failure",
        ( > 1, _) => $"after {_failures} failures",
        _ => string.Create(CultureInfo.InvariantCulture, $"after {_fraction:P0} failures of at least {_minItems} items"),
    };

    /// <summary>The number of failures that halts; 0 where the rule is another.</summary>
    internal int Failures => _failures;

    internal bool IsReached(long done, long failed) =>
        _failures > 0 ? failed >= _failures : _minItems > 0 && done >= _minItems && failed > _fraction * done;
}
