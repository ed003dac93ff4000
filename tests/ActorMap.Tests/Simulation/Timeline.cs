namespace ActorMap.Tests.Simulation;

/// <summary>Virtual time: what is to happen, in order of time, and of saying where the time is the same.</summary>
internal sealed class Timeline
{
    private readonly PriorityQueue<Action, (long Time, long Order)> _events = new();
    private readonly Dictionary<(int From, int To), long> _lastArrivals = [];
    private long _order;

    /// <summary>The time in ticks.</summary>
    public long Now { get; private set; }

    public TimeSpan Time => new(Now);

    public long Happened { get; private set; }

    public void In(long ticks, Action action) => _events.Enqueue(action, (Now + Math.Max(0, ticks), _order++));

    public void In(TimeSpan span, Action action) => In(span.Ticks, action);

    /// <summary>A message between two parties takes its time, and never overtakes another between the same two.</summary>
    public void Send(int from, int to, long delay, Action arrive)
    {
        var arrival = Math.Max(Now + delay, _lastArrivals.GetValueOrDefault((from, to)));
        _lastArrivals[(from, to)] = arrival;
        In(arrival - Now, arrive);
    }

    /// <summary>Runs until nothing is left to happen, or until more has happened than can be right.</summary>
    public bool TryRun(long atMost)
    {
        while (_events.TryDequeue(out var action, out var when))
        {
            if (++Happened > atMost) return false;
            Now = when.Time;
            action();
        }

        return true;
    }
}
