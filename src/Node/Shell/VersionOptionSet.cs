using System.CommandLine;
using ActorMap.Node.Arguments;

namespace ActorMap.Node.Shell;

/// <summary>The names of <c>version</c>'s options.</summary>
internal sealed class VersionOptionSet
{
    internal Option<bool> Json { get; } = MapOptionSet.Flag("--json");

    internal Option[] All => [Json];
}
