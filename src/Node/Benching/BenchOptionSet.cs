using System.CommandLine;
using ActorMap.Node.Arguments;

namespace ActorMap.Node.Benching;

/// <summary>The names of <c>bench</c>'s options: some of its own, and those of <c>map</c> that say what is mapped and where.</summary>
internal sealed class BenchOptionSet
{
    internal Option<string?> Items { get; } = MapOptionSet.Text("--items");
    internal Option<string?> Time { get; } = MapOptionSet.Text("--time");
    internal Option<bool> Json { get; } = MapOptionSet.Flag("--json");

    internal Option[] Own => [Items, Time, Json];

    internal Option[] All => [.. Own, .. Shared(new MapOptionSet())];

    internal static Option[] Shared(MapOptionSet map) =>
        [map.Expression, map.ExecEach, map.Set, map.State, map.Using, map.Seed, map.Input, map.Nul, map.NoHeader, map.OutFormat, map.Workers, map.Processes, map.Concurrency];
}
