using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>Items that take processor time: what of the cores becomes results.</summary>
internal abstract class CpuItems : Work
{
    private const string OfPython = OtherProcesses.Chosen + " An item of Python's takes as much processor time as its thread's clock counts: no arithmetic of Python's would be the same.";
    private readonly string _serial = MapPeers<CpuItem, long>.Serial;
    private readonly double _least;
    private readonly string _peer;

    /// <param name="name">The work's name.</param>
    /// <param name="title">The work's title.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="items">The items, of a count and with the steps of 100 µs.</param>
    /// <param name="least">The share of the cores that is set out for.</param>
    /// <param name="processes">Whether it is about worker processes rather than threads.</param>
    protected CpuItems(string name, string title, Settings settings, Func<int, int, IEnumerable<CpuItem>> items, double least, bool processes = false)
        : base(name, title, settings)
    {
        _least = least;
        var count = settings.Quick ? 2_000 : 20_000;
        var function = new Steps();
        var peers = new MapPeers<CpuItem, long>(new(() => [.. items(count, settings.Steps)]), function.Loop, item => item.Run(), function, function, Checks.Steps);
        Peers = processes ? [.. peers.AcrossProcesses(), .. OtherProcesses.All(name["process-".Length..], settings, count, note: OfPython)] : peers.All();
        _peer = processes ? MapPeers<CpuItem, long>.Processes : MapPeers<CpuItem, long>.ActorMap;
    }

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [_serial];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "median", $"of {Settings.Cores} cores", "spread", "spread of the time");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var (times, share) = (results.Of(name), Efficiency(results, name));
            table.Row(name, Text.Time(times.Median()), Text.Number(share.Median()), Text.Spread(share, Text.Number), Text.Spread(times, Text.Time));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
        [Reach.AtLeast($"at least {Text.Number(_least)} of {Settings.Cores} cores", _least, Efficiency(results, _peer).Median(), Text.Number)];

    private double[] Efficiency(Results results, string peer) => [.. results.Ratio(_serial, peer).Select(ratio => ratio / Settings.Cores)];

    private sealed class Steps : IMapFunction<CpuItem, long>, IBatchMapFunction<CpuItem, long>
    {
        public long Invoke(CpuItem item, MapContext context) => item.Run();

        public void Invoke(ReadOnlySpan<CpuItem> items, Span<long> results, MapContext context) => Loop(items, results);

        public void Loop(ReadOnlySpan<CpuItem> items, Span<long> results)
        {
            for (var i = 0; i < items.Length; i++) results[i] = items[i].Run();
        }
    }
}
