using System.Diagnostics;
using System.Globalization;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>How long it takes until what a process held runs elsewhere.</summary>
internal sealed class Recovery : Work
{
    private const string Killed = "kill -9";
    private const string Hung = "kill -STOP";
    private const int Chunk = 10, Count = 100;
    private const int Ranges = 0, Suspect = 1;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(10);

    public Recovery(Settings settings)
        : base("recovery", "From the loss of a worker process until what it held runs elsewhere", settings) => Peers =
    [
        new Peer(Killed, () => RunAsync("KILL")) { WarmUp = TimeSpan.Zero },
        new Peer(Hung, () => RunAsync("STOP")) { WarmUp = TimeSpan.Zero, Note = "silent for 3.5 s a process holds only the item that it is in; after 5 s it is killed." },
    ];

    public override string Summary =>
        $"{Count} items in chunks of {Chunk} over two worker processes; the process that is in the first item is lost when all other chunks are done. Its range: until another process begins the items behind the first. "
        + "Its item: until the first one, which may be why it was lost, runs alone in the process that takes its place.";

    public override IReadOnlyList<Peer> Peers { get; }

    public override bool IsFresh => true;

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
        var folder = Directory.CreateTempSubdirectory("actormap-recovery-");
        try
        {
            var note = Path.Combine(folder.FullName, "process");
            await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2 });
            var map = pool.Map(new Stay(note), Enumerable.Range(0, Count).ToArray()).With(new MapOptions { ChunkSize = Chunk }).ToArrayAsync();
            while (!File.Exists(note)) await Task.Delay(Every);
            await Task.Delay(TimeSpan.FromSeconds(1));
            var began = Stopwatch.GetTimestamp();
            WorkerProcesses.Signal(signal, int.Parse(await File.ReadAllTextAsync(note), CultureInfo.InvariantCulture));
            var ran = await map;
            return new Sample([Seconds(ran[1..Chunk].Min() - began), Seconds(ran[0] - began)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Seconds(long timestamps) => timestamps / (double)Stopwatch.Frequency;

    /// <summary>When it ran; the clock is the machine's. The first process that has the first item says which it is, and stays in it.</summary>
    private sealed class Stay(string note) : IMapFunction<int, long>
    {
        public long Invoke(int item, MapContext context)
        {
            if (item != 0 || File.Exists(note)) return Stopwatch.GetTimestamp();
            File.WriteAllText(note + ".new", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            File.Move(note + ".new", note);
            Thread.Sleep(Timeout.Infinite);
            return 0;
        }
    }
}
