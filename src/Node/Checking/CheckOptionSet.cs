using System.CommandLine;
using ActorMap.Node.Arguments;

namespace ActorMap.Node.Checking;

/// <summary>The names of <c>check</c>'s options: some of its own, and those of <c>map</c> that say what the function and its records are.</summary>
internal sealed class CheckOptionSet
{
    internal Option<string?> Sample { get; } = MapOptionSet.Text("--sample");
    internal Option<bool> Json { get; } = MapOptionSet.Flag("--json");

    internal Option[] Own => [Sample, Json];

    internal Option[] All => [.. Own, .. Shared(new MapOptionSet())];

    internal static Option[] Shared(MapOptionSet map) =>
        [map.Expression, map.ExecEach, map.Set, map.State, map.Using, map.Seed, map.Input, map.Nul, map.NoHeader, map.OutFormat, map.Timeout];
}
