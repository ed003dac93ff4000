using ActorMap.Benchmarks.Counting;

namespace ActorMap.Benchmarks.Guard;

/// <summary>Maps over one worker process: what goes over the wire, and what both ends allocate for it.</summary>
internal static class ProcessProbe
{
    private const int Chunk = 1000;
    private const int Few = 100, Many = 600;

    public static async Task<IReadOnlyList<Measure>> RunAsync()
    {
        using var sockets = new SocketBytes();
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, Config = Meter.Config });
        var exact = new MapOptions { ChunkSize = Chunk };
        var chunk = await Difference.PerUnitAsync(Few, Many, count =>
        {
            var items = Enumerable.Range(0, count * Chunk).Select(i => (A: i, B: i + 1)).ToArray();
            return Difference.AddedAsync(() => AllAsync(pool, sockets), async () => Check(await pool.Map(new Scale(100), items).With(exact).ToArrayAsync()));
        });
        var one = await Difference.LeastAsync(() => Difference.AddedAsync(() => AllAsync(pool, sockets), async () => Check(await pool.Map(new Scale(100), [(A: 0, B: 1)]).ToArrayAsync())));
        var nothing = await Difference.LeastAsync(() => Difference.AddedAsync(() => AllAsync(pool, sockets), () => Task.CompletedTask));
        var state = new byte[8 << 20];
        new Random(1).NextBytes(state);
        var carried = await Difference.LeastAsync(() => Difference.AddedAsync(() => AllAsync(pool, sockets), async () => GC.KeepAlive(await pool.Map(new Look(state), [1, 2]).ToArrayAsync())));
        return
        [
            new("process: bytes allocated a chunk of 1,000 items, in the program", chunk[Program] - (Chunk * sizeof(int)), Slack: 2000),
            new("process: bytes allocated a chunk of 1,000 items, in the worker process", chunk[Worker], Slack: 200),
            new("process: messages a chunk at the router", chunk[Router], Slack: 0.05),
            new("process: messages a chunk at the aggregator", chunk[Aggregator], Slack: 0.05),
            new("process: messages a chunk to the worker process", chunk[SentMessages], Slack: 0.05),
            new("process: messages a chunk from the worker process", chunk[ReceivedMessages], Slack: 0.05),
            new("process: bytes on the wire an item of 8 bytes, to the worker process", chunk[Sent] / Chunk, Slack: 0.05),
            new("process: bytes on the wire a result of 4 bytes, from the worker process", chunk[Received] / Chunk, Slack: 0.05),
            new("process: messages to the worker process of a map of one item", one[SentMessages] - nothing[SentMessages]),
            new("process: messages from the worker process of a map of one item", one[ReceivedMessages] - nothing[ReceivedMessages]),
            new("process: bytes on the wire a byte of state", (carried[Sent] - nothing[Sent]) / state.Length, Slack: 0.01),
            new("process: bytes allocated a byte of state, in the program", (carried[Program] - nothing[Program]) / state.Length, Slack: 0.02),
            new("process: bytes allocated a byte of state, in the worker process", (carried[Worker] - nothing[Worker]) / state.Length, Slack: 0.02),
        ];
    }

    // Actors without a name of their own, below that of the members and that of the node.
    private const string Link = "actormap-members/$", Session = "actormap/$";
    private const int Program = 0, Worker = 1, Router = 2, Aggregator = 3, SentMessages = 4, ReceivedMessages = 5, Sent = 6, Received = 7;

    /// <summary>The worker process tells what it has allocated and was told as the result of a map, which is the same map each time.</summary>
    private static async Task<double[]> AllAsync(MapPool pool, SocketBytes sockets)
    {
        var (worker, told) = (await pool.Map(new Heap(), [0]).ToArrayAsync())[0];
        var (sent, received) = await sockets.ReadAsync();
        return [GC.GetTotalAllocatedBytes(precise: true), worker, Meter.CountOf("router"), Meter.CountOf("aggregator"), told, Meter.CountOfTravelled(Link), sent, received];
    }

    private static void Check(int[] results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i] != unchecked(((2 * i) + 1) * 100)) throw new InvalidDataException($"Item {i} has the result {results[i]}.");
        }
    }

    private sealed class Scale(int constant) : IMapFunction<(int A, int B), int>
    {
        public int Invoke((int A, int B) item, MapContext context) => (item.A + item.B) * constant;
    }

    private sealed class Heap : IMapFunction<int, (long Allocated, long Told)>
    {
        public (long Allocated, long Told) Invoke(int item, MapContext context) => (GC.GetTotalAllocatedBytes(precise: true), Meter.CountOfTravelled(Session));
    }

    private sealed class Look(byte[] state) : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => state[item];
    }
}
