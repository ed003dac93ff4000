using ActorMap.Time;

namespace ActorMap;

/// <summary>How long a failed item waits before it is tried again: 49 days at most. With jitter, so that many failures do not come back as one burst.</summary>
public sealed record RetryDelay
{
    // The longest wait unless told otherwise: a minute keeps a map alive through a restart of what it calls, and is not mistaken for a hang.
    private static readonly TimeSpan DefaultLongest = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _first;
    private readonly double _factor;
    private readonly TimeSpan _longest;

    private RetryDelay(TimeSpan first, double factor, TimeSpan longest)
    {
        _first = first;
        _factor = factor;
        _longest = longest;
    }

    /// <summary>At once.</summary>
    public static RetryDelay None { get; } = new(TimeSpan.Zero, 1, TimeSpan.Zero);

    /// <summary>The same wait before each further try.</summary>
    /// <param name="delay">The wait; at least zero.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public static RetryDelay Constant(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new RetryDelay(delay, 1, delay);
    }

    /// <summary>A wait that grows by a factor with each further try.</summary>
    /// <param name="first">The wait before the second try; at least zero.</param>
    /// <param name="factor">By how much each further wait is longer; at least 1, default 2.</param>
    /// <param name="longest">The longest wait; default one minute.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static RetryDelay Exponential(TimeSpan first, double factor = 2, TimeSpan? longest = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, TimeSpan.Zero);
        if (!(factor >= 1)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor must be at least 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(longest ?? first, first, nameof(longest));
        return new RetryDelay(first, factor, longest ?? (first > DefaultLongest ? first : DefaultLongest));
    }

    /// <summary>The wait after a failed try.</summary>
    /// <param name="attempt">The try that failed, from 1.</param>
    /// <param name="jitter">A random number in [0, 1): the wait is between a half and the whole of the rule's ("equal jitter", Brooker 2015).</param>
    internal TimeSpan After(int attempt, double jitter)
    {
        var whole = Math.Min(_first.Ticks * Math.Pow(_factor, attempt - 1), Math.Min(_longest.Ticks, Clock.LongestWait.Ticks));
        return TimeSpan.FromTicks((long)(whole * (0.5 + (0.5 * jitter))));
    }
}
