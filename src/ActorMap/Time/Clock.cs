namespace ActorMap.Time;

/// <summary>The clock as a span since some fixed moment: for deadlines, which no change of the wall clock may move.</summary>
internal static class Clock
{
    /// <summary>The longest that a timer waits, in whole days: 2^32 - 2 milliseconds are its end.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(49);

    /// <summary>A timer that is yet to be set. Its callback does not carry whatever the code that makes it has in its context.</summary>
    public static ITimer CreateUnset(this TimeProvider time, TimerCallback callback, object? state)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow()) return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public static TimeSpan Now(this TimeProvider time) => time.GetElapsedTime(0);
}
