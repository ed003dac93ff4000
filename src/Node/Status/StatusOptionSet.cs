using System.CommandLine;
using ActorMap.Node.Arguments;

namespace ActorMap.Node.Status;

/// <summary>The names of <c>status</c>' options.</summary>
internal sealed class StatusOptionSet
{
    internal Option<bool> Json { get; } = MapOptionSet.Flag("--json");
    internal Option<bool> Watch { get; } = MapOptionSet.Flag("--watch");
    internal ClusterOptionSet Cluster { get; } = new();

    internal Option[] All => [Json, Watch, .. Cluster.All];
}
