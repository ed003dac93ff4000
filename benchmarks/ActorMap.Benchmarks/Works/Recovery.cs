using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>How long it takes until what a process held runs elsewhere.</summary>
internal sealed class Recovery : Work
{
    private const string Killed = "kill -9";
    private const string Hung = "kill -STOP";
    private const int Chunk = 10, Count = 2_000, ItemMilliseconds = 5;
    private const int Ranges = 0, Suspect = 1;

    public Recovery(Settings settings)
        : base("recovery", "From the loss of a worker process until what it held runs elsewhere", settings) => Peers =
    [
        new Peer(Killed, () => RunAsync("KILL")) { WarmUp = TimeSpan.Zero },
        new Peer(Hung, () => RunAsync("STOP")) { WarmUp = TimeSpan.Zero, Note = "silent for 3.5 s a process holds only the item that it is in; after 5 s it is killed." },
    ];

    public override string Summary =>
        $"{Count:N0} items that take {ItemMilliseconds} ms, in chunks of {Chunk}, over two worker processes, of which one is lost. Its range: until another process begins the first of the items that it had not begun. "
        + "Its item: until the one that it was in, and which may be why it was lost, runs alone in the process that takes its place.";

    public override IReadOnlyList<Peer> Peers { get; }

    public override bool IsFresh => true;

    public override int Rounds => Math.Min(Settings.Rounds, 3);

    public override Table Table(Results results)
    {
        var table = new Table("what happens", "its range", "spread", "its item", "spread");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var (ranges, suspects) = (results.Of(name, Ranges), results.Of(name, Suspect));
            table.Row(name, Text.Time(ranges.Median()), Text.Spread(ranges, Text.Time), Text.Time(suspects.Median()), Text.Spread(suspects, Text.Time));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
    [
        Reach.AtMost("what a killed process held runs elsewhere within 0.5 s", 0.5, results.Of(Killed, Ranges).Median(), Text.Time),
        Reach.AtMost("what a hung process held runs elsewhere within 6 s", 6, results.Of(Hung, Ranges).Median(), Text.Time),
    ];

    private static async Task<Sample> RunAsync(string signal)
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2 });
        var known = WorkerProcesses.All();
        await pool.Map(new Wait(), Enumerable.Range(0, 100).ToArray()).ToArrayAsync();
        var map = pool.Map(new Wait(), Enumerable.Range(0, Count).ToArray()).With(new MapOptions { ChunkSize = Chunk }).ToArrayAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var began = Stopwatch.GetTimestamp();
        WorkerProcesses.Signal(signal, known[0]);
        var ran = await map;

        // What it held: the rest of each chunk of which it had done a part, by whoever ran it then.
        var begun = Enumerable.Range(0, Count / Chunk).Where(chunk => ran.AsSpan(chunk * Chunk, Chunk).ToArray().Any(item => item.Process == known[0]));
        var later = begun.SelectMany(chunk => ran[(chunk * Chunk)..((chunk + 1) * Chunk)]).Where(item => item.Process != known[0] && item.Began > began).ToArray();
        var range = later.Where(item => item.Process == known[1]).Select(item => item.Began).DefaultIfEmpty(began).Min();
        var suspect = later.Where(item => item.Process != known[1]).Select(item => item.Began).DefaultIfEmpty(range).Min();
        return new Sample([Seconds(range - began), Seconds(suspect - began)]);
    }

    private static double Seconds(long timestamps) => timestamps / (double)Stopwatch.Frequency;

    /// <summary>Where and when it ran: the clock is the machine's.</summary>
    private sealed class Wait : IMapFunction<int, (int Process, long Began)>
    {
        public (int Process, long Began) Invoke(int item, MapContext context)
        {
            var began = Stopwatch.GetTimestamp();
            Thread.Sleep(ItemMilliseconds);
            return (Environment.ProcessId, began);
        }
    }
}
