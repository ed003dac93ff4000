using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>What it costs that a random worker process is killed every second.</summary>
internal sealed class Kills : Work
{
    private const string Calm = "undisturbed";
    private const string Stormy = "a kill -9 a second";
    private const double Most = 1.5;

    public Kills(Settings settings)
        : base("kills", "items of 100 µs over worker processes, of which one is killed every second", settings) => Peers =
    [
        new Peer(Calm, () => RunAsync(kills: false)) { WarmUp = TimeSpan.Zero },
        new Peer(Stormy, () => RunAsync(kills: true)) { WarmUp = TimeSpan.Zero, Note = "any worker process, one that is still starting among them." },
    ];

    public override string Summary =>
        $"{Count:N0} items of {Settings.Steps:N0} steps of arithmetic through {Settings.Cores} worker processes. Each process that is killed is replaced by a new one, which takes most of a second of a core to start: "
        + "the fewer the cores, the more that is.";

    public override IReadOnlyList<Peer> Peers { get; }

    public override bool IsFresh => true;

    private int Count => Settings.Quick ? 100_000 : 1_000_000;

    public override Table Table(Results results)
    {
        var table = new Table("peer", "median", "spread", "kills");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
            table.Row(name, Text.Time(results.Of(name).Median()), Text.Spread(results.Of(name), Text.Time), Text.Number(results.Of(name, 1).Median()));
        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) => [Reach.AtMost("at most 1.5 × the undisturbed time, nothing lost or doubled", Most, results.Ratio(Stormy, Calm).Median(), Text.Times)];

    private async Task<Sample> RunAsync(bool kills)
    {
        var items = Enumerable.Range(0, Count).Select(i => new CpuItem(i, Settings.Steps)).ToArray();
        var pool = Engines.Processes;
        using var over = new CancellationTokenSource();
        var began = Stopwatch.GetTimestamp();
        var killing = kills ? KillAsync(over.Token) : Task.FromResult(0);
        // Chance may kill one item's process again and again, which is no fault of the item.
        var results = await pool.Map(new Run(), items).With(new MapOptions { KillsAllowed = int.MaxValue }).ToArrayAsync();
        var time = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await over.CancelAsync();
        var sum = 0L;
        for (var i = 0; i < results.Length; i++) sum = (sum * 31) + results[i];
        return new Sample([time, await killing], sum);
    }

    private static async Task<int> KillAsync(CancellationToken over)
    {
        var random = new Random(4711);
        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var kills = 0;
        try
        {
            while (await seconds.WaitForNextTickAsync(over))
            {
                if (WorkerProcesses.All() is not { Length: > 0 } workers) continue;
                WorkerProcesses.Signal("KILL", workers[random.Next(workers.Length)]);
                kills++;
            }
        }
        catch (OperationCanceledException)
        {
            // The map is done.
        }

        return kills;
    }

    private sealed class Run : IMapFunction<CpuItem, long>
    {
        public long Invoke(CpuItem item, MapContext context) => item.Run();
    }
}
