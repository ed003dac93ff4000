using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>A function that carries much state, to two worker processes: how long it is on its way, and what it costs in memory.</summary>
internal sealed class ProcessState(Settings settings) : Work("process-state", "256 MiB of state to 2 worker processes", settings)
{
    private const string Map = "ActorMap, worker processes";
    private const string Messages = "ActorMap, worker processes, shared-memory = off";
    private const string Socket = "two plain copies through a loopback socket";
    private const int Processes = 2;
    private const int State = 256 << 20;
    private const double Limit = State * (Processes + 1.25);

    public override string Summary =>
        "From the call of Map until both processes have run an item with it. The peaks are those of the program and both processes, summed, less what the three of them take without the state; beside them is what lies in the shared memory, which belongs to no process.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; } =
    [
        new Peer(Map, () => MapAsync("on")) { WarmUp = TimeSpan.Zero },
        new Peer(Messages, () => MapAsync("off")) { WarmUp = TimeSpan.Zero },
        new Peer(Socket, SocketAsync) { WarmUp = TimeSpan.Zero },
    ];

    protected override IReadOnlyList<string> Baselines => [Socket];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "ready after", "× socket", "spread", "peak memory, summed", "in shared memory");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var times = results.Of(name);
            table.Row(name, Text.Time(times.Median()), Text.Number(results.Ratio(name, Socket).Median()), Text.Spread(times, Text.Time), Text.Mebibytes(results.Of(name, 1).Median()), Text.Mebibytes(results.Of(name, 2).Median()));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) => !results.Has(Map) ? [] :
    [
        Reach.AtMost("ready in at most 3 × the time of two plain copies through a loopback socket", 3, results.Ratio(Map, Socket).Median(), Text.Times),
        Reach.AtMost($"peak memory summed at most state × (workers + 1.25) = {Text.Mebibytes(Limit)}", Limit, results.Of(Map, 1).Max() + results.Of(Map, 2).Max(), Text.Mebibytes),
    ];

    private static async Task<Sample> MapAsync(string sharedMemory)
    {
        await using var pool = await ClusterPool.StartProcessesAsync(
            new ProcessOptions { Processes = Processes, Config = Akka.Configuration.ConfigurationFactory.ParseString($"actormap.cluster.shared-memory = {sharedMemory}") });

        // Once without: what is loaded and compiled is no state.
        await pool.Map(new Look(new byte[100_000]), Enumerable.Range(0, Processes)).With(new MapOptions { ChunkSize = 1 });
        var without = ProcessMemory.Resident + WorkerProcesses.All().Sum(ProcessMemory.PeakOf);
        var state = new byte[State];
        Random.Shared.NextBytes(state);
        var memory = ((Cluster.Pools.ClusterHost)pool.Host).State.Memory;
        var began = Stopwatch.GetTimestamp();
        var running = pool.Map(new Look(state), Enumerable.Range(0, Processes)).With(new MapOptions { ChunkSize = 1 }).ToArrayAsync();
        var shared = memory?.BytesTaken ?? 0;
        await running;
        var ready = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new Sample([ready, ProcessMemory.Peak + WorkerProcesses.All().Sum(ProcessMemory.PeakOf) - without, shared]);
    }

    private static Task<Sample> SocketAsync()
    {
        var (from, to) = (new byte[State], new byte[State]);
        Random.Shared.NextBytes(from);
        var began = Stopwatch.GetTimestamp();
        for (var copy = 0; copy < Processes; copy++) LoopbackSocket.Copy(from, to);
        return Task.FromResult(new Sample([Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 0]));
    }

    private sealed class Look(byte[] state) : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => state[item];
    }
}
