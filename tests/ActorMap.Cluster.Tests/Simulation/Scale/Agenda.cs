namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>What happens when, for millions of events: no closures, and a clock of ticks.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<(IScaled Target, int Worker, object? Message), long> _events = new(1 << 18);

    public long Now { get; private set; }

    public TimeSpan Time => new(Now);

    public long Happened { get; private set; }

    public void In(long ticks, IScaled target, int worker, object? message) => _events.Enqueue((target, worker, message), Now + ticks);

    public bool TryStep()
    {
        if (!_events.TryDequeue(out var next, out var when)) return false;
        (Now, Happened) = (when, Happened + 1);
        next.Target.Happen(next.Worker, next.Message);
        return true;
    }
}
