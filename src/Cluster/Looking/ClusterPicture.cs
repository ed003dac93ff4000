using ActorMap.Messages;

namespace ActorMap.Cluster.Looking;

/// <summary>What a cluster was doing at one moment.</summary>
/// <param name="Nodes">Its nodes, by address.</param>
/// <param name="Keepers">Members that keep nodes in processes of their own, by address; they have no workers themselves.</param>
/// <param name="Clients">The addresses of the programs that start maps on it; who looks is not among them.</param>
internal sealed record ClusterPicture(IReadOnlyList<NodePicture> Nodes, IReadOnlyList<NodePicture> Keepers, IReadOnlyList<string> Clients);

/// <summary>A node of a cluster, or a keeper.</summary>
/// <param name="Address">Where: <c>host:port</c>.</param>
/// <param name="State">Its place in the membership: <c>up</c>, <c>joining</c>, <c>leaving</c>, <c>unreachable</c>…</param>
/// <param name="Told">What it says of itself; null where it did not answer in time.</param>
internal sealed record NodePicture(string Address, string State, StatusTold? Told)
{
    /// <summary>The address of the keeper whose process it is; null where it is nobody's.</summary>
    public string? Keeper { get; init; }
}
