using System.Collections;
using ActorMap.Cluster.Links;
using ActorMap.Messages;

namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>One job over so many nodes, in virtual time: what is dealt to whom, and which messages that takes.</summary>
internal sealed class ScaledJob
{
    // One way through a network, and from actor to actor in a process.
    private static readonly long Wire = TimeSpan.FromMicroseconds(500).Ticks, Near = TimeSpan.FromMicroseconds(5).Ticks;

    // A connection of a process that died breaks.
    private static readonly long Noticed = TimeSpan.FromMilliseconds(5).Ticks;

    private readonly BitArray _answered;
    private readonly ScaledLink[] _links;
    private readonly ScaledRouter _router;
    private long _left;

    public ScaledJob(int[] ticks, int nodes, int workers, IReadOnlyList<(int Node, TimeSpan At)> deaths)
    {
        (Ticks, _answered, _left) = (ticks, new BitArray(ticks.Length), ticks.Length);
        _router = new ScaledRouter(this, ticks.Length);
        _links = new ScaledLink[nodes];
        for (var number = 0; number < nodes; number++)
        {
            var node = new ScaledNode(this, workers);
            node.Link = _links[number] = new ScaledLink(this, _router, node, number, workers);
            _router.Join(_links[number]);
        }

        foreach (var (node, at) in deaths) Agenda.In(at.Ticks, new Death(this, _links[node]), -1, null);
    }

    public Agenda Agenda { get; } = new();

    /// <summary>How long each item takes.</summary>
    public int[] Ticks { get; }

    /// <summary>Messages between processes, but for beats and statuses: two a second and node.</summary>
    public long Sent { get; private set; }

    /// <summary>Items that have no answer.</summary>
    public long Left => _left;

    public ScaledRouter Router => _router;

    public TimeSpan Makespan { get; private set; }

    /// <summary>Runs to the end; false where it is not there after so long: some item is nobody's any more.</summary>
    public bool TryRun(TimeSpan longest)
    {
        _router.Happen(-1, null);
        while (_left > 0)
        {
            if (Agenda.Time > longest || !Agenda.TryStep()) return false;
        }

        Makespan = Agenda.Time;
        return true;
    }

    public void Send(IScaled target, object message)
    {
        Sent++;
        Agenda.In(Wire, target, -1, message);
    }

    public void Tell(IScaled target, object message) => Agenda.In(Near, target, -1, message);

    public void Done(IndexRange range)
    {
        for (var index = (int)range.Start; index < range.End; index++)
        {
            if (_answered[index]) throw new InvalidOperationException($"Item {index} was answered twice.");
            _answered[index] = true;
            _left--;
        }
    }

    private sealed class Death(ScaledJob job, ScaledLink link) : IScaled
    {
        public void Happen(int worker, object? message)
        {
            link.Node.IsDead = true;
            job.Agenda.In(Noticed, link, -1, new NodeGone("its connection broke"));
        }
    }
}
