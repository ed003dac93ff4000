using ActorMap.Threading;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Akka.Remote;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorMap.Cluster.Systems.Downing;

/// <summary>Tells the judge what the membership says, and the membership what the judge says, where this member leads its side.</summary>
internal sealed class DowningActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly AkkaCluster _cluster;
    private readonly TimeSpan _after;
    private readonly Judge _judge;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _leads;
    private bool _spares;

    private DowningActor(AkkaCluster cluster, TimeSpan after, bool partitions)
    {
        (_cluster, _after) = (cluster, after);
        _judge = new Judge(cluster.SelfUniqueAddress, after, partitions);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(AkkaCluster cluster, TimeSpan after, bool partitions) => ActorFactory<DowningActor>.Props(() => new DowningActor(cluster, after, partitions));

    protected override void PreStart()
    {
        _cluster.Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
            typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent), typeof(ClusterEvent.LeaderChanged));
        Timers.StartPeriodicTimer(nameof(Look), Tick.Now, Look);
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick: Decide(); break;
            case ClusterEvent.UnreachableMember { Member.Status: MemberStatus.Down }: break; // It is judged already, and waits for its removal.
            case ClusterEvent.UnreachableMember lost: _judge.Lose(Peer.Of(lost.Member), Now); break;
            case ClusterEvent.ReachableMember found: _judge.Reached(found.Member.UniqueAddress); break;
            case ClusterEvent.MemberDowned downed: BreakWith(downed.Member.UniqueAddress); break;
            case ClusterEvent.MemberExited or ClusterEvent.MemberRemoved: _judge.Gone(Of(message)); break;
            case ClusterEvent.IMemberEvent change: _judge.Saw(Peer.Of(change.Member)); break;
            case ClusterEvent.LeaderChanged change: _leads = _cluster.SelfAddress.Equals(change.Leader); break;
            case ClusterEvent.IReachabilityEvent: break;
            default: Unhandled(message); break;
        }
    }

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    private static UniqueAddress Of(object message) => ((ClusterEvent.IMemberEvent)message).Member.UniqueAddress;

    /// <summary>
    /// Who is not reached does not hear that it was removed, and as long as it has not been, its word counts: when it is reached again, it would say of all that it did not reach that they are
    /// dead. So it is not listened to any more, and hears that.
    /// </summary>
    private void BreakWith(UniqueAddress downed)
    {
        if (_judge.Gone(downed))
            ((IRemoteActorRefProvider)((ExtendedActorSystem)Context.System).Provider).Quarantine(downed.Address, downed.Uid);
    }

    private void Decide()
    {
        var spares = _judge.IsCutOff;
        if (spares && !_spares)
            Log.Spares(_log, _judge.Lost, _judge.Nodes);
        _spares = spares;
        if (!_leads)
            return;
        foreach (var peer in _judge.Dead(Now))
        {
            Log.Downs(_log, peer.Id.Address, peer.IsClient ? 2 * _after : _after);
            _cluster.Down(peer.Id.Address);
        }
    }

    private enum Tick
    {
        Now,
    }
}
