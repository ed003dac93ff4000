using ActorMap.Cluster.Systems;
using ActorMap.Threading;
using Akka.Actor;
using Akka.Cluster;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorMap.Cluster.Pools;

/// <summary>Tells which nodes of the cluster are there: those that are up, be it weakly, until they are removed.</summary>
internal sealed class MembershipActor(IActorRef members) : UntypedActor
{
    public static Props Props(IActorRef members) => ActorFactory<MembershipActor>.Props(() => new MembershipActor(members));

    protected override void PreStart() => AkkaCluster.Get(Context.System).Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.MemberWeaklyUp), typeof(ClusterEvent.MemberRemoved));

    protected override void PostStop() => AkkaCluster.Get(Context.System).Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ClusterEvent.MemberUp up when up.Member.HasRole(Roles.Node): members.Tell(Came(up.Member), Self); break;
            // While another member hangs nobody becomes more than this, and the map need not wait for that.
            case ClusterEvent.MemberWeaklyUp up when up.Member.HasRole(Roles.Node): members.Tell(Came(up.Member), Self); break;
            case ClusterEvent.MemberRemoved removed when removed.Member.HasRole(Roles.Node): members.Tell(new NodeWent(removed.Member.Address), Self); break;
            case ClusterEvent.IMemberEvent: break;
            default: Unhandled(message); break;
        }
    }

    private static NodeCame Came(Member node) => new(node.Address) { Place = KeptPlace.Of(node.Roles) };
}
