using ActorMap.Threading;
using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorMap.Cluster.Systems;

/// <summary>Sees how this member ends.</summary>
internal sealed class EndWatch : UntypedActor
{
    private readonly TaskCompletionSource<EndReason> _ended;
    private readonly AkkaCluster _cluster;
    private bool _leaving;

    private EndWatch(TaskCompletionSource<EndReason> ended, AkkaCluster cluster) => (_ended, _cluster) = (ended, cluster);

    /// <param name="ended">Is set with the reason.</param>
    /// <param name="cluster">The cluster that it is a member of.</param>
    public static Props Props(TaskCompletionSource<EndReason> ended, AkkaCluster cluster) => ActorFactory<EndWatch>.Props(() => new EndWatch(ended, cluster));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));
        _cluster.Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
            typeof(ClusterEvent.MemberLeft), typeof(ClusterEvent.MemberExited), typeof(ClusterEvent.MemberDowned), typeof(ClusterEvent.MemberRemoved));
    }

    protected override void PostStop()
    {
        _cluster.Unsubscribe(Self);
        Context.System.EventStream.Unsubscribe(Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ThisActorSystemQuarantinedEvent: End(EndReason.Quarantined); break;
            case ClusterEvent.MemberDowned change when IsSelf(change): End(_leaving ? EndReason.Left : EndReason.Downed); break;
            case ClusterEvent.MemberRemoved change when IsSelf(change): End(_leaving ? EndReason.Left : EndReason.Downed); break;
            case ClusterEvent.MemberLeft or ClusterEvent.MemberExited: _leaving |= IsSelf((ClusterEvent.IMemberEvent)message); break;
            case ClusterEvent.IMemberEvent: break;
            default: Unhandled(message); break;
        }
    }

    private bool IsSelf(ClusterEvent.IMemberEvent change) => change.Member.UniqueAddress.Equals(_cluster.SelfUniqueAddress);

    /// <summary>Nothing that this actor system does reaches a member any more: it ends at once, so that whoever watches the process can start another.</summary>
    private void End(EndReason reason)
    {
        if (_ended.TrySetResult(reason) && reason != EndReason.Left)
            Context.System.Terminate();
    }
}
