using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Benching;

/// <summary>What <c>actormap bench</c> was asked to measure.</summary>
/// <param name="Map">The function and its records.</param>
/// <param name="MostWorkers">The largest number of workers.</param>
/// <param name="MostItems">How many records are read at most.</param>
/// <param name="Time">How long it measures, in all.</param>
internal sealed record BenchRequest(MapRequest Map, int MostWorkers, int MostItems, TimeSpan Time)
{
    internal const int DefaultItems = 100_000;

    internal static TimeSpan DefaultTime { get; } = TimeSpan.FromSeconds(10);

    internal static (BenchRequest Request, bool AsJson) Parse(string[] arguments)
    {
        var options = new BenchOptionSet();
        var (own, map) = FunctionWords.Parse("bench", arguments, options.Own, BenchOptionSet.Shared);
        if (map.Function is FunctionSource.Named)
            throw CommandException.Usage($"bench measures with workers of its own, from one to as many as there are cores, and {map.Function.Words} is a function that only nodes have: give what they were started with, -e, a C# file or lib.dll#Ns.Type.");
        var items = own.GetValue(options.Items) is { } count ? (int)OptionText.Whole("--items", count, 1) : DefaultItems;
        var time = own.GetValue(options.Time) is { } text ? OptionText.Duration("--time", text) : DefaultTime;
        var workers = map.Place switch { WorkPlace.Here here => here.Workers, WorkPlace.Processes processes => processes.Count, _ => 1 };
        return (new BenchRequest(map, workers, items, time), own.GetValue(options.Json));
    }

    /// <summary>The same with so many workers.</summary>
    internal MapRequest With(int workers) => Map with { Place = Map.Place is WorkPlace.Processes ? new WorkPlace.Processes(workers) : new WorkPlace.Here(workers) };

    /// <summary>1, 2, 3 … to eight, from there on doubled, and the most: a machine of 64 cores does not need 64 measurements.</summary>
    internal int[] WorkerCounts()
    {
        List<int> counts = [];
        for (var count = 1; count < MostWorkers; count = count < 8 ? count + 1 : count * 2) counts.Add(count);
        return [.. counts, MostWorkers];
    }
}
