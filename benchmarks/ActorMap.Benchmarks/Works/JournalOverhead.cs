using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>What it costs to make every outcome durable.</summary>
internal sealed class JournalOverhead : Work
{
    private const string Without = "without a journal";
    private const string With = "with a journal";
    private const double Most = 1.05;

    public JournalOverhead(Settings settings)
        : base("journal", "20,000 items of 100 µs, with a journal", settings) => Peers =
    [
        Timed.Peer(Without, () => RunAsync(journal: null), results => results.Aggregate(0L, (all, one) => all ^ one)),
        Timed.Peer(With, JournaledAsync, results => results.Aggregate(0L, (all, one) => all ^ one)),
    ];

    public override string Summary =>
        $"{Count:N0} items of {Settings.Steps:N0} steps of arithmetic from an array, into a new journal each time, in the directory for temporary files; each batch is flushed to the disk.";

    public override IReadOnlyList<Peer> Peers { get; }

    private int Count => Settings.Quick ? 2_000 : 20_000;

    public override Table Table(Results results)
    {
        var table = new Table("peer", "median", "spread");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has)) table.Row(name, Text.Time(results.Of(name).Median()), Text.Spread(results.Of(name), Text.Time));
        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) => [Reach.AtMost("at most 1.05 × the time without", Most, results.Ratio(With, Without).Median(), Text.Times)];

    private async Task<long[]> JournaledAsync()
    {
        var path = Path.GetTempFileName();
        try
        {
            return await RunAsync(Journal.AtPath(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private Task<long[]> RunAsync(Journal? journal)
    {
        var items = Enumerable.Range(0, Count).Select(i => new CpuItem(i, Settings.Steps)).ToArray();
        return Engines.Pool.Map(new Run(), items).With(new MapOptions { Journal = journal }).ToArrayAsync();
    }

    private sealed class Run : IMapFunction<CpuItem, long>
    {
        public long Invoke(CpuItem item, MapContext context) => item.Run();
    }
}
