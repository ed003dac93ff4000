using Akka.Cluster;

namespace ActorMap.Cluster.Systems.Downing;

/// <summary>A member as the verdict needs it.</summary>
/// <param name="Id">Its address and incarnation. The order of addresses is the same for all members, so it decides where nothing else does.</param>
/// <param name="IsClient">Whether it starts maps; else it is a node.</param>
internal sealed record Peer(UniqueAddress Id, bool IsClient)
{
    public static Peer Of(Member member) => new(member.UniqueAddress, member.HasRole(Roles.Client));
}
