using Akka.Cluster;

namespace ActorMap.Cluster.Systems.Downing;

/// <summary>A member as the verdict needs it.</summary>
/// <param name="Id">Its address and incarnation. The order of addresses is the same for all members, so it decides where nothing else does.</param>
/// <param name="IsClient">Whether it starts maps; else it is a node, or keeps some.</param>
internal sealed record Peer(UniqueAddress Id, bool IsClient)
{
    /// <summary>Whether a keeper started it: the two are on one machine, nothing can part them, and the keeper counts for both.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether it counts as a node.</summary>
    public bool IsNode => !IsClient && !IsKept;

    public static Peer Of(Member member) => new(member.UniqueAddress, member.HasRole(Roles.Client)) { IsKept = KeptPlace.Of(member.Roles) is not null };
}
