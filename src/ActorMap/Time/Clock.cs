namespace ActorMap.Time;

/// <summary>The clock as a span since some fixed moment: for deadlines, which no change of the wall clock may move.</summary>
internal static class Clock
{
    /// <summary>The longest that a timer waits, in whole days: 2^32 - 2 milliseconds are its end.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(49);

    public static TimeSpan Now(this TimeProvider time) => time.GetElapsedTime(0);
}
