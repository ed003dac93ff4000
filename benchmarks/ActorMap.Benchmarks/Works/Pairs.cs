using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>Next to nothing an item: what the map itself costs.</summary>
internal sealed class Pairs : Work
{
    private const int Count = 1_000_000;
    private const int Fewer = 20;
    private const int Period = Count / Fewer;
    private readonly string _serial = MapPeers<(int A, int B), int>.Serial;
    private readonly string _plinq = MapPeers<(int A, int B), int>.Plinq;
    private readonly string _ranges = MapPeers<(int A, int B), int>.Ranges;
    private readonly string _map = MapPeers<(int A, int B), int>.ActorMap;

    public Pairs(Settings settings)
        : base("pairs", "`(a + b) * k` over 1,000,000 pairs", settings)
    {
        // The constant is captured, as a user's would be; the pairs repeat, so that a twentieth of them has a twentieth of the checksum.
        var constant = 100;
        var items = new Lazy<(int A, int B)[]>(() => [.. Enumerable.Range(0, Count).Select(i => (A: i % Period, B: (i % Period * 7) & 1023))]);
        var scale = new Scale(constant);
        Peers = new MapPeers<(int A, int B), int>(items, scale.Loop, pair => (pair.A + pair.B) * constant, scale, scale, Sum).All(Fewer);
    }

    public override string Summary => $"From an array to an array; every peer makes the array of results. {Rounds} rounds: a few milliseconds are at the mercy of whatever else the machine does.";

    public override string? Mark => "W1";

    public override int Rounds => Settings.Rounds * 3;

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [_serial];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "median", "× serial", "spread");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var times = results.Of(name);
            table.Row(name, Text.Time(times.Median()), Text.Number(results.Ratio(name, _serial).Median()), Text.Spread(times, Text.Time));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
    [
        Reach.AtMost("at most 0.6 × the serial loop's time", 0.6, results.Ratio(_map, _serial).Median(), Text.Times),
        Reach.AtMost("at most 1.3 × the time of ranges by hand", 1.3, results.Ratio(_map, _ranges).Median(), Text.Times),
        Reach.AtLeast("at least 5 × faster than ordered PLINQ", 5, results.Ratio(_plinq, _map).Median(), Text.Times),
    ];

    private static long Sum(int[] results)
    {
        var sum = 0L;
        for (var i = 0; i < results.Length; i++) sum += results[i] * ((i % Period) + 1L);
        return sum;
    }

    private sealed class Scale(int constant) : IMapFunction<(int A, int B), int>, IBatchMapFunction<(int A, int B), int>
    {
        public int Invoke((int A, int B) item, MapContext context) => (item.A + item.B) * constant;

        public void Invoke(ReadOnlySpan<(int A, int B)> items, Span<int> results, MapContext context) => Loop(items, results);

        public void Loop(ReadOnlySpan<(int A, int B)> items, Span<int> results)
        {
            var k = constant;
            for (var i = 0; i < items.Length; i++) results[i] = (items[i].A + items[i].B) * k;
        }
    }
}
