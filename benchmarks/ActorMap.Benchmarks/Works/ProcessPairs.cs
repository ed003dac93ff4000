using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>Next to nothing an item, and all of them to another process and back: what the way costs.</summary>
internal sealed class ProcessPairs : Work
{
    private const int Count = 1_000_000;
    private const int Asked = 20_000;
    private const string Map = "ActorMap, worker processes";
    private const string Python = "Python multiprocessing.Pool.map, best chunk size";
    private const string Ask = "one remote Ask an item";

    public ProcessPairs(Settings settings)
        : base("process-pairs", "`(a + b) * k` over 1,000,000 pairs, over worker processes", settings)
    {
        var items = new Lazy<(int A, int B)[]>(() => [.. Enumerable.Range(0, Count).Select(i => (i, i + 1))]);
        var function = new Scale(100);
        Peers =
        [
            Timed.Peer(Map, () => Engines.Processes.Map(function, items.Value).ToArrayAsync(), (int[] _) => 0L),
            new Peer(Python, () => PythonPool.MeasureAsync(Count, Settings.Cores)) { WarmUp = TimeSpan.Zero, Note = "the best of chunk sizes of 1,000, 10,000, 50,000 and of its own choice, on a pool that is warm." },
            Timed.Peer(Ask, () => RemoteAsk.MapAsync(items.Value.AsMemory(0, Asked)), (int[] _) => 0L, Count / Asked, $"measured with {Asked:N0} of the items and multiplied; a thousand are on their way at a time."),
        ];
    }

    public override string Summary => "From an array to an array, through as many worker processes as there are cores.";

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [Map];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "median", "× ActorMap", "spread");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var times = results.Of(name);
            table.Row(name, Text.Time(times.Median()), Text.Number(results.Ratio(name, Map).Median()), Text.Spread(times, Text.Time));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
    [
        Reach.AtLeast("at least 5 × faster than Python's Pool.map", 5, results.Ratio(Python, Map).Median(), Text.Times),
        Reach.AtLeast("at least 50 × faster than one remote Ask an item", 50, results.Ratio(Ask, Map).Median(), Text.Times),
    ];

    private sealed class Scale(int constant) : IMapFunction<(int A, int B), int>
    {
        public int Invoke((int A, int B) item, MapContext context) => (item.A + item.B) * constant;
    }
}
