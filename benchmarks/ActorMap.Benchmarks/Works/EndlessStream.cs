using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;
using Akka.Streams.Dsl;

namespace ActorMap.Benchmarks.Works;

/// <summary>A source without end: how fast, and in how much memory, with a consumer that keeps up and with one that does not.</summary>
internal sealed class EndlessStream : Work
{
    private const string Slow = "ActorMap, slow consumer";
    private const string Fast = "ActorMap, fast consumer";
    private const int PauseEvery = 250_000;
    private const double Limit = 64 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly long _count;

    public EndlessStream(Settings settings)
        : base("stream", "longs from an endless source, 100,000,000 taken", settings)
    {
        _count = settings.Quick ? 10_000_000 : 100_000_000;
        const string Fewer = "a fraction of the items, as it takes far longer for each.";
        Peers =
        [
            Peer("LINQ, serial, fast consumer", () => Later(Count().Select(Body)), _count, slow: false),
            Peer("PLINQ, ordered, fast consumer", Plinq, _count / 20, slow: false, Fewer),
            Peer("PLINQ, ordered, slow consumer", Plinq, _count / 20, slow: true, Fewer),
            Peer("Akka.Streams, fast consumer", Streams, _count / 100, slow: false, Fewer),
            Peer(Fast, () => Engines.Pool.Map(new Triple(), Count()), _count, slow: false),
            Peer(Slow, () => Engines.Pool.Map(new Triple(), Count()), _count, slow: true),
        ];
    }

    public override string Summary =>
        $"{_count:N0} results are taken, then the enumeration is left. A slow consumer pauses for 5 ms after every 250,000. Memory is the most over what it was "
        + "before the map, after a small map to warm up. Every result is checked, and its place.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; }

    public override Table Table(Results results)
    {
        var table = new Table("peer", "items/s", "spread", "working set grows by", "GC heap grows by");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var (rates, resident, heap) = (results.Of(name), results.Of(name, 1), results.Of(name, 2));
            table.Row(name, Million(rates.Median()), Text.Spread(rates, Million), Text.Mebibytes(resident.Max()), Text.Mebibytes(heap.Max()));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results)
    {
        var most = Math.Max(results.Of(Slow, 1).Max(), results.Of(Slow, 2).Max());
        yield return Reach.AtMost("slow consumer: memory grows by 64 MiB at most, in any round", Limit, most, Text.Mebibytes);
    }

    private static string Million(double rate) => $"{Text.Number(rate / 1e6)} M";

    private static long Body(long item) => (item * 3) + 1;

    private static IEnumerable<long> Count()
    {
        for (var i = 0L; ; i++) yield return i;
    }

    private static IAsyncEnumerable<long> Plinq() =>
        Later(Count().AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.AutoBuffered).Select(Body));

    private static IAsyncEnumerable<long> Streams() =>
        Source.From(Count()).SelectAsync(Settings.Cores, item => Task.Run(() => Body(item))).RunAsAsyncEnumerable(Engines.Materializer);

    private static async IAsyncEnumerable<long> Later(IEnumerable<long> items)
    {
        await Task.CompletedTask;
        foreach (var item in items) yield return item;
    }

    private static Peer Peer(string name, Func<IAsyncEnumerable<long>> open, long count, bool slow, string? note = null) => new(name, async () =>
    {
        await TakeAsync(open(), PauseEvery, slow);
        using var watch = new MemoryWatch();
        var began = Stopwatch.GetTimestamp();
        var right = await TakeAsync(open(), count, slow);
        var rate = count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        watch.Dispose();
        return new Sample([rate, watch.ResidentGrowth, watch.HeapGrowth], right - count);
    })
    {
        Note = note,
        WarmUp = TimeSpan.Zero,
    };

    /// <summary>How many results were right.</summary>
    private static async Task<long> TakeAsync(IAsyncEnumerable<long> results, long count, bool slow)
    {
        long taken = 0, right = 0;
        await foreach (var result in results)
        {
            if (result == Body(taken)) right++;
            if (++taken == count) break;
            if (slow && taken % PauseEvery == 0) await Task.Delay(Pause);
        }

        return right;
    }

    private sealed class Triple : IMapFunction<long, long>
    {
        public long Invoke(long item, MapContext context) => Body(item);
    }
}
