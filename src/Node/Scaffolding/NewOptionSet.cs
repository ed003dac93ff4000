using System.CommandLine;
using ActorMap.Node.Arguments;

namespace ActorMap.Node.Scaffolding;

/// <summary>The names of <c>new</c>'s options.</summary>
internal sealed class NewOptionSet
{
    internal Option<bool> Force { get; } = MapOptionSet.Flag("--force");

    internal Option[] All => [Force];
}
