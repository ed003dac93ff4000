namespace ActorMap.Time;

/// <summary>The clock as a span since some fixed moment: for deadlines, which no change of the wall clock may move.</summary>
internal static class Clock
{
    public static TimeSpan Now(this TimeProvider time) => time.GetElapsedTime(0);
}
