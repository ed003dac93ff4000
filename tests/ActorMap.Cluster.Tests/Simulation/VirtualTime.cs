namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>A clock that jumps from event to event, in order of time, and of saying where the time is the same.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<Action, (long Time, long Order)> _events = new();
    private readonly Lock _lock = new();
    private long _now = TimeSpan.TicksPerHour;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Since the beginning of the run.</summary>
    public TimeSpan Passed => new(_now - TimeSpan.TicksPerHour);

    public long Happened { get; private set; }

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + new TimeSpan(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void In(TimeSpan span, Action action)
    {
        lock (_lock) _events.Enqueue(action, (_now + Math.Max(0, span.Ticks), _order++));
    }

    /// <summary>Completes when so much time has passed; what follows runs there and then.</summary>
    public Task Wait(TimeSpan span)
    {
        var passed = new TaskCompletionSource();
        In(span, passed.SetResult);
        return passed.Task;
    }

    /// <summary>The next thing happens; false where nothing is left to.</summary>
    public bool TryStep()
    {
        Action? action;
        lock (_lock)
        {
            if (!_events.TryDequeue(out action, out var when)) return false;
            _now = when.Time;
        }

        Happened++;
        action();
        return true;
    }

    private sealed class Timer(VirtualTime time, Action callback) : ITimer
    {
        private int _set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var set = Interlocked.Increment(ref _set);
            if (dueTime != Timeout.InfiniteTimeSpan) time.In(dueTime, () => Ring(set, period));
            return true;
        }

        public void Dispose() => Interlocked.Increment(ref _set);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring(int set, TimeSpan period)
        {
            if (Volatile.Read(ref _set) != set) return;
            if (period != Timeout.InfiniteTimeSpan) time.In(period, () => Ring(set, period));
            callback();
        }
    }
}
