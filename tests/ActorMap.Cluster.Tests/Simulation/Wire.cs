using Akka.Actor;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>The connection between the pool and one node: what is sent arrives later, perhaps not at all, perhaps twice.</summary>
internal sealed class Wire(ClusterSchedule schedule, VirtualTime time, IActorRefProvider provider, int number)
{
    private readonly Dictionary<(IActorRef, bool), IActorRef> _far = [];
    private readonly Lane _there = new(new ItemRandom(schedule.Seed, -2 - (2 * number)));
    private readonly Lane _back = new(new ItemRandom(schedule.Seed, -3 - (2 * number)));
    private TimeSpan _hangsUntil;
    private TimeSpan _partedUntil;

    public bool IsDead { get; set; }

    /// <summary>Whether messages pass now.</summary>
    public bool IsWhole => !IsDead && time.Passed >= _hangsUntil && time.Passed >= _partedUntil;

    /// <summary>Messages on their way at once, at most.</summary>
    public int Most { get; private set; }

    /// <summary>Messages that were sent, either way.</summary>
    public long Messages { get; private set; }

    /// <summary>Of them, those that never came.</summary>
    public int Lost { get; private set; }

    /// <summary>Those that came twice.</summary>
    public int Doubled { get; private set; }

    /// <summary>Those that came before one that was sent earlier.</summary>
    public int Overtaken { get; private set; }

    public void Hang(TimeSpan span) => _hangsUntil = time.Passed + span;

    public void Part(TimeSpan span) => _partedUntil = time.Passed + span;

    /// <summary>An actor as the other side sees it.</summary>
    public IActorRef Far(IActorRef actor, bool isNode)
    {
        if (_far.TryGetValue((actor, isNode), out var far)) return far;
        return _far[(actor, isNode)] = new FarRef(this, provider, actor, isNode, _far.Count);
    }

    private void Send(bool toNode, IActorRef target, object message, IActorRef? sender)
    {
        if (IsDead || time.Passed < _partedUntil) return;
        var lane = toNode ? _there : _back;
        lock (lane)
        {
            Messages++;
            if (lane.Random.NextDouble() < schedule.Lost)
            {
                Lost++;
                return;
            }

            Carry(lane, toNode, target, message, sender);
            if (lane.Random.NextDouble() >= schedule.Doubled) return;
            Doubled++;
            Carry(lane, toNode, target, message, sender);
        }
    }

    private void Carry(Lane lane, bool toNode, IActorRef target, object message, IActorRef? sender)
    {
        // One in ten is late.
        var delay = TimeSpan.FromMicroseconds(schedule.DelayMicroseconds * lane.Random.NextDouble() * (lane.Random.Next(10) == 0 ? 10 : 1));
        var arrival = time.Passed + delay;
        if (arrival >= lane.Last) lane.Last = arrival;
        else if (schedule.IsShuffled) Overtaken++;
        else arrival = lane.Last;
        lane.OnTheWay++;
        if (time.Passed >= _hangsUntil) Most = Math.Max(Most, lane.OnTheWay);
        time.In(arrival - time.Passed, () => Arrive(lane, toNode, target, message, sender));
    }

    private void Arrive(Lane lane, bool toNode, IActorRef target, object message, IActorRef? sender)
    {
        if (!IsDead && time.Passed < _hangsUntil)
        {
            time.In(_hangsUntil - time.Passed, () => Arrive(lane, toNode, target, message, sender));
            return;
        }

        lock (lane) lane.OnTheWay--;
        if (IsDead || time.Passed < _partedUntil) return;
        target.Tell(message, sender is null ? ActorRefs.NoSender : Far(sender, !toNode));
    }

    /// <summary>One direction.</summary>
    private sealed class Lane(ItemRandom random)
    {
        public ItemRandom Random => random;

        /// <summary>When the last of what was sent comes.</summary>
        public TimeSpan Last { get; set; }

        public int OnTheWay { get; set; }
    }

    private sealed class FarRef(Wire wire, IActorRefProvider provider, IActorRef actor, bool isNode, int number) : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / "wire" / $"{number}";

        public override IActorRefProvider Provider => provider;

        protected override void TellInternal(object message, IActorRef sender) => wire.Send(isNode, actor, message, sender);
    }
}
