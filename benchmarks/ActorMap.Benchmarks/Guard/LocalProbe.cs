using ActorMap.Benchmarks.Counting;

namespace ActorMap.Benchmarks.Guard;

/// <summary>Maps in this process, on one worker: which of two comes first is no accident.</summary>
internal static class LocalProbe
{
    private const int Chunk = 100;

    public static async Task<IReadOnlyList<Measure>> RunAsync()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1, Config = Meter.Config });
        var exact = new MapOptions { ChunkSize = Chunk };
        var offset = 1;
        async Task<double> PerItemAsync(Func<int[], MapQuery<int, int>> map) => (await Difference.PerUnitAsync(1_000_000, 11_000_000, async count =>
        {
            var items = new int[count];
            return await Difference.AddedAsync(Bytes, async () => GC.KeepAlive(await map(items).ToArrayAsync())) is [var bytes] ? [bytes - ((double)count * sizeof(int))] : [];
        }))[0];

        var chunks = await Difference.PerUnitAsync(100 * Chunk, 2100 * Chunk, count =>
        {
            var items = new int[count];
            return Difference.AddedAsync(All, async () => GC.KeepAlive(await pool.Map(new Next(), items).With(exact).ToArrayAsync()));
        });
        var stream = await Difference.PerUnitAsync(100 * Chunk, 2100 * Chunk, count => Difference.AddedAsync(All, () => TakeAsync(pool.Map(new Next(), Enumerable.Range(0, count)).With(exact))));
        var one = await Difference.LeastAsync(() => Difference.AddedAsync(All, async () => GC.KeepAlive(await pool.Map(new Next(), [1]).ToArrayAsync())));
        var state = new byte[8 << 20];
        var copies = await Difference.LeastAsync(() => Difference.AddedAsync(Bytes, async () => GC.KeepAlive(await pool.Map(new Look(state), [1, 2]).ToArrayAsync())));
        return
        [
            new("local: bytes allocated an item, array to array, IMapFunction", await PerItemAsync(items => pool.Map(new Next(), items)), Slack: 0.05),
            new("local: bytes allocated an item, array to array, lambda", await PerItemAsync(items => pool.Map(x => x + offset, items)), Slack: 0.05),
            new("local: bytes allocated a chunk, array to array", chunks[0] * Chunk - (Chunk * sizeof(int)), Slack: 8),
            new("local: messages a chunk at the router, array to array", chunks[1] * Chunk, Slack: 0.02),
            new("local: messages a chunk at the aggregator, array to array", chunks[2] * Chunk, Slack: 0.02),
            new("local: bytes allocated a chunk, stream to stream", stream[0] * Chunk, Slack: 800),
            new("local: bytes allocated by a map of one item", one[0], Slack: 64),
            new("local: messages at the router of a map of one item", one[1]),
            new("local: messages at the aggregator of a map of one item", one[2]),
            new("local: bytes allocated a byte of state, one worker", copies[0] / state.Length, Slack: 0.01),
        ];
    }

    private static Task<double[]> Bytes() => Task.FromResult<double[]>([GC.GetTotalAllocatedBytes(precise: true)]);

    private static Task<double[]> All() => Task.FromResult<double[]>([GC.GetTotalAllocatedBytes(precise: true), Meter.CountOf("router"), Meter.CountOf("aggregator")]);

    private static async Task TakeAsync(MapQuery<int, int> query)
    {
        var expected = 1;
        await foreach (var result in query)
        {
            if (result != expected++) throw new InvalidDataException($"{result} came where {expected - 1} was due.");
        }
    }

    private sealed class Next : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item + 1;
    }

    private sealed class Look(byte[] state) : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => state[item];
    }
}
