using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>What an item more allocates, on whatever thread: maps of N and of 10 N items, less the arrays of results.</summary>
internal sealed class Allocation : Work
{
    // The least that an object takes is 24 bytes: below a tenth of a byte there is none for an item, only for the chunks.
    private const double None = 0.1;
    private const string Stream = "ActorMap, stream of longs";

    private readonly int _count;

    public Allocation(Settings settings)
        : base("allocation", "allocation in the steady inner loop", settings)
    {
        _count = settings.Quick ? 1_000_000 : 5_000_000;
        var (few, many) = (new Lazy<int[]>(() => new int[_count]), new Lazy<int[]>(() => new int[10 * _count]));
        Peers =
        [
            Peer("ActorMap, int[] to int[]", async items => (await Engines.Pool.Map(new Next(), items == _count ? few.Value : many.Value)).Length * sizeof(int)),
            Peer("ActorMap, int[] to int[], lambda", async items => (await Engines.Pool.Map(x => x + 1, items == _count ? few.Value : many.Value)).Length * sizeof(int)),
            Peer(Stream, StreamAsync),
        ];
    }

    public override string Summary => $"Bytes that the process allocates for maps of {_count:N0} and {10 * _count:N0} items (`GC.GetTotalAllocatedBytes`), over the items' difference. " +
        "The loop over the items of a chunk allocates nothing, however they are delivered (`AllocatingNothing` in the tests); what a stream takes are its chunks and their messages, some 500 bytes for a few thousand items.";

    public override IReadOnlyList<Peer> Peers { get; }

    public override Table Table(Results results)
    {
        var table = new Table("peer", "bytes an additional item", "spread", "bytes of the smaller map", "of the larger");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var bytes = results.Of(name);
            table.Row(name, Exact(bytes.Median()), Text.Spread(bytes, Exact), Text.Number(results.Of(name, 1).Median()), Text.Number(results.Of(name, 2).Median()));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) => Peers.Where(peer => peer.Name != Stream).Select(peer => Reach.AtMost($"{peer.Name}: 0 bytes an item (below {None}: no object)", None, results.Of(peer.Name).Median(), Exact));

    private static string Exact(double bytes) => bytes.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<long> StreamAsync(int count)
    {
        var taken = 0;
        await foreach (var _ in Engines.Pool.Map(new Triple(), Count()))
        {
            if (++taken == count) break;
        }

        return 0;
    }

    private static IEnumerable<long> Count()
    {
        for (var i = 0L; ; i++) yield return i;
    }

    /// <param name="name">The peer's name.</param>
    /// <param name="map">Maps so many items; gives the bytes of its result.</param>
    private Peer Peer(string name, Func<int, Task<long>> map) => new(name, async () =>
    {
        var few = await BytesAsync(map, _count);
        var many = await BytesAsync(map, 10 * _count);
        return new Sample([(many - few) / (9.0 * _count), few, many]);
    });

    private static async Task<double> BytesAsync(Func<int, Task<long>> map, int count)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var results = await map(count);
        return GC.GetTotalAllocatedBytes(precise: true) - before - results;
    }

    private sealed class Next : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item + 1;
    }

    private sealed class Triple : IMapFunction<long, long>
    {
        public long Invoke(long item, MapContext context) => item * 3;
    }
}
