using ActorMap.Benchmarks.Counting;

namespace ActorMap.Benchmarks.Guard;

/// <summary>How many chunks a map is dealt in, by a clock on which an item takes what it is said to take: one worker and the same clock make the same chunks.</summary>
internal static class ChunkProbe
{
    public static async Task<IReadOnlyList<Measure>> RunAsync()
    {
        var clock = new ItemClock();
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1, Config = Meter.Config, Time = clock });
        async Task<double> ChunksAsync(double microseconds, int count)
        {
            var items = new double[count];
            Array.Fill(items, microseconds);
            return (await Difference.LeastAsync(() => Difference.AddedAsync(
                () => Task.FromResult<double[]>([Meter.CountOf("router", "WorkerReady")]), async () => GC.KeepAlive(await pool.Map(new Take(), items).ToArrayAsync()))))[0];
        }

        return
        [
            new("local: chunks of 1,000,000 items of 0.01 µs", await ChunksAsync(0.01, 1_000_000)),
            new("local: chunks of 100,000 items of 1 µs", await ChunksAsync(1, 100_000)),
            new("local: chunks of 20,000 items of 100 µs", await ChunksAsync(100, 20_000)),
            new("local: chunks of 1,000 items of 10 ms", await ChunksAsync(10_000, 1_000)),
        ];
    }

    /// <summary>Stands still but for the items.</summary>
    private sealed class ItemClock : TimeProvider
    {
        private static long _ticks = Frequency;
        private const long Frequency = 1_000_000_000;

        public override long TimestampFrequency => Frequency;

        public override long GetTimestamp() => Volatile.Read(ref _ticks);

        public static void Advance(double microseconds) => Interlocked.Add(ref _ticks, (long)(microseconds * 1000));
    }

    private sealed class Take : IMapFunction<double, double>
    {
        public double Invoke(double item, MapContext context)
        {
            ItemClock.Advance(item);
            return item;
        }
    }
}
