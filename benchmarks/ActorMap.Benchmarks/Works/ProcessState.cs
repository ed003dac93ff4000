using System.Diagnostics;
using System.Globalization;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>A function that carries much state, to two worker processes: how long it is on its way, and how often it goes.</summary>
internal sealed class ProcessState(Settings settings) : Work("process-state", "64 MiB of state to 2 worker processes", settings)
{
    private const string Map = "ActorMap, worker processes";
    private const int Processes = 2;
    private const long State = 64L << 20;

    public override string Summary =>
        "From the call of Map until both processes have run an item with it. The bytes are those that the loopback device carried meanwhile, with the heads of the packets and whatever else went over it.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; } = [new Peer(Map, MapAsync) { WarmUp = TimeSpan.Zero }];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "ready after", "spread", "bytes a process", "spread");
        var (times, bytes) = (results.Of(Map), results.Of(Map, 1));
        table.Row(Map, Text.Time(times.Median()), Text.Spread(times, Text.Time), Text.Mebibytes(bytes.Median()), Text.Spread(bytes, Text.Mebibytes));
        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
        [Reach.AtMost($"bytes on the wire at most 1.05 × the state a process = {Text.Mebibytes(1.05 * State)}", 1.05 * State, results.Of(Map, 1).Max(), Text.Mebibytes)];

    private static async Task<Sample> MapAsync()
    {
        var state = new byte[State];
        Random.Shared.NextBytes(state);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = Processes });
        var (before, began) = (Carried(), Stopwatch.GetTimestamp());
        await pool.Map(new Look(state), Enumerable.Range(0, Processes)).With(new MapOptions { ChunkSize = 1 });
        return new Sample([Stopwatch.GetElapsedTime(began).TotalSeconds, (double)(Carried() - before) / Processes]);
    }

    /// <summary>Bytes that were sent over the loopback device since the machine was started; 0 where the system does not tell.</summary>
    private static long Carried()
    {
        const string File = "/proc/net/dev";
        if (!System.IO.File.Exists(File)) return 0;
        var line = System.IO.File.ReadLines(File).First(line => line.TrimStart().StartsWith("lo:", StringComparison.Ordinal));
        return long.Parse(line[(line.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[8], CultureInfo.InvariantCulture);
    }

    private sealed class Look(byte[] state) : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => state[item];
    }
}
