using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>Next to nothing an item, and all of them to another process and back: what the way costs.</summary>
internal sealed class ProcessPairs : Work
{
    private const int Count = 1_000_000;
    private const int Asked = 20_000;
    private const int JoblibScale = 10;
    private const string Map = "ActorMap, worker processes";
    private const string Ask = "one remote Ask an item";

    public ProcessPairs(Settings settings)
        : base("process-pairs", "`(a + b) * k` over 1,000,000 pairs, over worker processes", settings)
    {
        var items = new Lazy<(int A, int B)[]>(() => [.. Enumerable.Range(0, Count).Select(i => (i, i + 1))]);
        var function = new Scale(100);
        Peers =
        [
            Timed.Peer(Map, () => Engines.Processes.Map(function, items.Value).ToArrayAsync(), Checks.Pairs, warmUp: TimeSpan.FromSeconds(6)),
            .. OtherProcesses.All("pairs", settings, Count, JoblibScale),
            Timed.Peer(Ask, () => RemoteAsk.MapAsync(items.Value.AsMemory(0, Asked)), Checks.Pairs, Count / Asked, $"measured with {Asked:N0} of the items and multiplied; a thousand are on their way at a time."),
        ];
    }

    public override string? Mark => "W1";

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

    public override IEnumerable<Reach> Reaches(Results results)
    {
        foreach (var (peer, least) in new[] { (OtherProcesses.Pool, 10), (OtherProcesses.Dask, 10), (Ask, 100) })
        {
            if (results.Has(peer)) yield return Reach.AtLeast($"at least {least} × faster than {peer}", least, results.Ratio(peer, Map).Median(), Text.Times);
        }
    }

    private sealed class Scale(int constant) : IMapFunction<(int A, int B), int>
    {
        public int Invoke((int A, int B) item, MapContext context) => (item.A + item.B) * constant;
    }
}
