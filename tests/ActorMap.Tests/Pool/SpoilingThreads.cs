using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>What a function does to its worker's thread is not there in the next map.</summary>
public sealed class SpoilingThreads
{
    private static readonly MapOptions Each = new() { ChunkSize = 1 };

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Nothing_that_a_function_does_to_its_thread_is_there_in_the_next_map(int items)
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 2 });
        await pool.Map((int i) => Spoil(i), Enumerable.Range(0, items).ToArray()).With(Each);
        var found = await pool.Map((int _) => Look(), Enumerable.Range(0, 20).ToArray()).With(Each);
        Assert.Equal((true, ThreadPriority.Normal, false), Assert.Single(found.Distinct()));
    }

    [Fact]
    public async Task Nor_of_one_that_is_disposed()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1 });
        await pool.Map(new Spoiling(), new[] { 1 });
        var found = await pool.Map((int _) => Look(), new[] { 1 });
        Assert.Equal((true, ThreadPriority.Normal, false), Assert.Single(found));
    }

    private static (bool IsBackground, ThreadPriority Priority, bool HasContext) Look() =>
        (Thread.CurrentThread.IsBackground, Thread.CurrentThread.Priority, SynchronizationContext.Current is not null);

    private static int Spoil(int item)
    {
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        (Thread.CurrentThread.IsBackground, Thread.CurrentThread.Priority) = (false, ThreadPriority.BelowNormal);
        return item;
    }

    private sealed class Spoiling : IMapFunction<int, int>, IDisposable
    {
        public int Invoke(int item, MapContext context) => Spoil(item);

        public void Dispose() => Spoil(0);
    }
}
