using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>Items, or results, of 1 MiB to worker processes: bytes in a second.</summary>
internal sealed class ProcessLarge : Work
{
    private const string Map = "ActorMap, worker processes";
    private const string Bare = "a bare loopback socket";
    private const double Wanted = 1.5 * (1 << 30);
    private const double Share = 0.6;
    private static readonly Lazy<BareSocket[]> Sockets = new(() => BareSocket.StartAsync(Settings.Cores).GetAwaiter().GetResult());

    private readonly double _bytes;

    /// <param name="settings">The settings.</param>
    /// <param name="goesIn">Whether items are large; else results are.</param>
    public ProcessLarge(Settings settings, bool goesIn)
        : base(goesIn ? "process-large-in" : "process-large-out", goesIn ? "items of 1 MiB to worker processes" : "results of 1 MiB from worker processes", settings)
    {
        var count = settings.Quick ? 32 : 256;
        _bytes = (double)count * LargeItems.Size;
        var items = new Lazy<byte[][]>(() => [.. Enumerable.Range(0, count).Select(LargeItems.Create)]);
        int[] numbers = [.. Enumerable.Range(0, count)];
        Peers =
        [
            goesIn
                ? Timed.Peer(Map, () => Engines.Processes.Map(new Take(), items.Value).ToArrayAsync(), LargeItems.CheckSums, warmUp: TimeSpan.FromSeconds(4))
                : Timed.Peer(Map, () => Engines.Processes.Map(new Make(), numbers).ToArrayAsync(), LargeItems.CheckItems, warmUp: TimeSpan.FromSeconds(4)),
            goesIn
                ? Timed.Peer(Bare, () => BareSocket.TakeAsync(Sockets.Value, items.Value), LargeItems.CheckSums, note: Limit)
                : Timed.Peer(Bare, () => BareSocket.MakeAsync(Sockets.Value, numbers), LargeItems.CheckItems, note: Limit),
            .. OtherProcesses.All(goesIn ? "large-in" : "large-out", settings, count, note: "one or four items in a chunk, whichever is better in the warm-up; Orleans and gRPC have one, and the next on its way."),
        ];
    }

    private const string Limit = "no map, but the physical limit: plain TCP connections with a process a core at their other ends.";

    public override string? Mark => "W4";

    public override string Summary => $"{_bytes / LargeItems.Size:N0} arrays of 1 MiB, each another. The function looks at four bytes of each page, or writes them.";

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [Bare];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "GiB/s", "× the socket's", "spread", "median");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            double[] rates = [.. results.Of(name).Select(time => _bytes / time)];
            table.Row(name, Gibibytes(rates.Median()), results.Has(Bare) ? Text.Number(results.Ratio(Bare, name).Median()) : "", Text.Spread(rates, Gibibytes), Text.Time(results.Of(name).Median()));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results)
    {
        var (rate, share) = (_bytes / results.Of(Map).Median(), results.Ratio(Bare, Map).Median());
        yield return new Reach($"at least 1.5 GiB/s, or {Share} × the rate of {Bare}", rate >= Wanted || share >= Share, $"{Gibibytes(rate)} GiB/s, {Text.Times(share)}");
    }

    private static string Gibibytes(double bytes) => Text.Number(bytes / (1 << 30));

    private sealed class Take : IMapFunction<byte[], long>
    {
        public long Invoke(byte[] item, MapContext context) => LargeItems.Sum(item);
    }

    private sealed class Make : IMapFunction<int, byte[]>
    {
        public byte[] Invoke(int item, MapContext context) => LargeItems.Create(item);
    }
}
