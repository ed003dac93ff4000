using System.Diagnostics;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Peers;

/// <summary>A map from array to array in every form that it can be asked for.</summary>
/// <param name="Items">The input, made in the peer's process.</param>
/// <param name="Loop">The serial loop, written out.</param>
/// <param name="Body">The function of an item.</param>
/// <param name="Function">The same as a function object.</param>
/// <param name="Batch">The same over a range at a time.</param>
/// <param name="Checksum">Of the results.</param>
internal sealed record MapPeers<TIn, TOut>(
    Lazy<TIn[]> Items, RangeLoop<TIn, TOut> Loop, Func<TIn, TOut> Body, IMapFunction<TIn, TOut> Function, IBatchMapFunction<TIn, TOut> Batch, Func<TOut[], long> Checksum)
{
    public const string Serial = "serial loop";
    public const string Plinq = "PLINQ, ordered";
    public const string Ranges = "Parallel.ForEach, ranges by hand";
    public const string ActorMap = "ActorMap, IMapFunction";
    public const string Processes = "ActorMap, worker processes";

    // Three programs' worth of code is compiled, and compiled again as it turns out to be hot: little is left of that after some seventy seconds (decision 0012).
    private static readonly TimeSpan Compiled = TimeSpan.FromSeconds(75);

    /// <param name="scale">Peers that hand over item by item have so many times fewer items, where an item is next to nothing.</param>
    public IReadOnlyList<Peer> All(int scale = 1)
    {
        var less = scale == 1 ? null : $"measured with 1/{scale} of the items and multiplied, as the whole may take a hundred times as long as the serial loop.";
        var fewer = new Lazy<TIn[]>(() => Items.Value[..(Items.Value.Length / scale)]);
        return
        [
            Timed.Peer(Serial, SerialLoop, Checksum),
            Timed.Peer(Plinq, () => Rivals.Plinq(Items.Value, Body), Checksum),
            Timed.Peer("Parallel.For", () => Rivals.ParallelFor(Items.Value, Body), Checksum),
            Timed.Peer(Ranges, () => Rivals.Ranges(Items.Value, Loop), Checksum),
            Timed.Peer("Parallel.ForEachAsync", () => Rivals.ForEachAsync(fewer.Value, Body), Checksum, scale, less),
            Timed.Peer("Dataflow, ordered", () => Rivals.DataflowAsync(fewer.Value, Body), Checksum, scale, less),
            Timed.Peer("Akka.Streams SelectAsync", () => Rivals.StreamsAsync(fewer.Value, Body), Checksum, scale, less),
            Timed.Peer(ActorMap, () => Engines.Pool.Map(Function, Items.Value).ToArrayAsync(), Checksum),
            Timed.Peer("ActorMap, lambda", () => Engines.Pool.Map(Body, Items.Value).ToArrayAsync(), Checksum),
            Timed.Peer("ActorMap, IBatchMapFunction", () => Engines.Pool.Map(Batch, Items.Value).ToArrayAsync(), Checksum),
        ];
    }

    /// <summary>The serial loop, and what is related to it over threads and over processes.</summary>
    public IReadOnlyList<Peer> AcrossProcesses() =>
    [
        Timed.Peer(Serial, SerialLoop, Checksum),
        Timed.Peer(ActorMap, () => Engines.Pool.Map(Function, Items.Value).ToArrayAsync(), Checksum),
        Timed.Peer(Processes, () => Engines.Processes.Map(Function, Items.Value).ToArrayAsync(), Checksum, note: "after 75 s of maps, when little is left to compile.", warmUp: Compiled),
        new Peer($"{Processes}, the first map", FirstMapAsync)
        {
            WarmUp = TimeSpan.Zero, Note = "on a pool that was just started, whose programs are still being compiled.",
        },
    ];

    private async Task<Sample> FirstMapAsync()
    {
        await using var pool = await ClusterPool.StartProcessesAsync();
        var began = Stopwatch.GetTimestamp();
        var results = await pool.Map(Function, Items.Value).ToArrayAsync();
        return new Sample([Stopwatch.GetElapsedTime(began).TotalSeconds], Checksum(results));
    }

    private TOut[] SerialLoop()
    {
        var results = new TOut[Items.Value.Length];
        Loop(Items.Value, results);
        return results;
    }
}
