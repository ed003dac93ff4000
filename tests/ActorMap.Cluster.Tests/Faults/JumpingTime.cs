namespace ActorMap.Cluster.Tests.Faults;

/// <summary>The system's clock, put forward at will: whoever waits for time to have passed need not be waited for, and meanwhile has as much time as it takes.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Volatile.Read(ref _ahead));

    public override long GetTimestamp() => base.GetTimestamp() + (long)(new TimeSpan(Volatile.Read(ref _ahead)).TotalSeconds * TimestampFrequency);

    /// <summary>Timers that run go on as they were set; whoever asks what time it is, hears of it.</summary>
    public void Jump(TimeSpan span) => Interlocked.Add(ref _ahead, span.Ticks);
}
