using Akka.Actor;

namespace ActorMap.Cluster.Pools;

/// <summary>A node is there.</summary>
internal sealed record NodeCame(Address Address);

/// <summary>A node is not there any more.</summary>
internal sealed record NodeWent(Address Address);

/// <summary>Members to itself: a second has passed.</summary>
internal sealed record LookDue
{
    public static LookDue Instance { get; } = new();
}
