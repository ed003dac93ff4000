using Akka.Configuration;
using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>Workers are given up for the sake of one map, and others with large state are in the middle of their items: they know nothing of it.</summary>
public sealed class LosingWorkersToOthers : IDisposable
{
    private const int Items = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // Static, as what is captured would be state.
    private static CountdownEvent s_began = new(1);
    private static CountdownEvent s_deaf = new(1);
    private static ManualResetEventSlim s_more = new();
    private static ManualResetEventSlim s_end = new();
    private static int s_disposed;

    public void Dispose()
    {
        s_more.Set();
        s_end.Set();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_map_with_large_state_goes_on_though_each_of_its_workers_is_given_up_for_another_map(int workers)
    {
        var state = new byte[3 << 20];
        await LoseAllAsync(workers, pool => pool.Map((int i) => Began(i, workers, state.Length), Source(workers)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task So_does_an_asynchronous_one(int workers)
    {
        var state = new byte[3 << 20];
        await LoseAllAsync(workers, pool => pool.Map((int i, CancellationToken _) => ValueTask.FromResult(Began(i, workers, state.Length)), Source(workers)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_copy_of_its_function_is_disposed_once(int workers)
    {
        await LoseAllAsync(workers, pool => pool.Map(new Disposing(workers), Source(workers)));
        Assert.Equal(workers, s_disposed);
    }

    private static async Task LoseAllAsync(int workers, Func<MapPool, MapQuery<int, int>> map)
    {
        (s_began, s_deaf, s_more, s_end, s_disposed) = (new(workers), new(workers), new(), new(), 0);
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = workers, Config = ConfigurationFactory.ParseString("actormap.grace = 50ms") });
        var results = new List<int>();
        await using (var innocent = map(pool).With(new MapOptions { ChunkSize = 1, Concurrency = 1 }).GetAsyncEnumerator())
        {
            for (var i = 0; i < workers && await Within(innocent.MoveNextAsync()); i++) results.Add(innocent.Current);
            await CancelDeafAsync(pool, workers);
            s_more.Set();
            while (await Within(innocent.MoveNextAsync())) results.Add(innocent.Current);
        }

        s_end.Set();
        Assert.Equal(Enumerable.Range(3 << 20, Items), results);
        Assert.Equal(workers, pool.Workers);
    }

    private static async Task CancelDeafAsync(MapPool pool, int workers)
    {
        using var cancellation = new CancellationTokenSource();
        var deaf = pool.Map((int i) => { s_deaf.Signal(); return s_end.Wait(Patience) ? i : -1; }, Enumerable.Range(0, workers).ToArray()).With(new MapOptions { ChunkSize = 1 }).ToArrayAsync(cancellation.Token);
        Assert.True(s_deaf.Wait(Patience));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deaf.WaitAsync(Patience));
    }

    /// <summary>The first items meet, so that each worker has a copy.</summary>
    private static int Began(int item, int workers, int result)
    {
        if (item >= workers) return result + item;
        s_began.Signal();
        return s_began.Wait(Patience) ? result + item : -1;
    }

    private static IEnumerable<int> Source(int workers)
    {
        for (var i = 0; i < Items; i++)
        {
            if (i == workers) s_more.Wait(Patience);
            yield return i;
        }
    }

    private static Task<bool> Within(ValueTask<bool> moved) => moved.AsTask().WaitAsync(Patience);

    private sealed class Disposing(int workers) : IMapFunction<int, int>, IDisposable
    {
        private readonly byte[] _state = new byte[3 << 20];

        public int Invoke(int item, MapContext context) => Began(item, workers, _state.Length);

        public void Dispose() => Interlocked.Increment(ref s_disposed);
    }
}
