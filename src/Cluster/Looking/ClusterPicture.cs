using ActorMap.Messages;

namespace ActorMap.Cluster.Looking;

/// <summary>What a cluster was doing at one moment.</summary>
/// <param name="Nodes">Its nodes, by address.</param>
/// <param name="Clients">The addresses of the programs that start maps on it; who looks is not among them.</param>
internal sealed record ClusterPicture(IReadOnlyList<NodePicture> Nodes, IReadOnlyList<string> Clients);

/// <summary>A node of a cluster.</summary>
/// <param name="Address">Where: <c>host:port</c>.</param>
/// <param name="State">Its place in the membership: <c>up</c>, <c>joining</c>, <c>leaving</c>, <c>unreachable</c>…</param>
/// <param name="Told">What it says of itself; null where it did not answer in time.</param>
internal sealed record NodePicture(string Address, string State, StatusTold? Told);
