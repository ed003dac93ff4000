namespace ActorMap.Cluster.Tests.Faults;

/// <summary>The system's clock, until it is said to begin: from then on what would be waited for two seconds or longer, or until more than so long after the beginning, is waited for without end.</summary>
internal sealed class Countdown : TimeProvider
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    // A busy machine may be late with each step, but what was there before took longer than this.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.9);

    private long? _began;

    public void Begin() => _began = System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var never = _began is { } began && dueTime > TimeSpan.Zero && (dueTime >= Bound || System.GetElapsedTime(began) + dueTime > Bound + Slack);
        return System.CreateTimer(callback, state, never ? Timeout.InfiniteTimeSpan : dueTime, period);
    }
}
