using Xunit;

namespace ActorMap.Tests.Pool;

public abstract partial class PoolContract
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_map_that_ends_leaves_the_workers_alone_that_another_map_holds(bool disposes)
    {
        await using var pool = await StartAsync(Hasty(Workers));
        var (name, gate) = (Witness.New(), Witness.New());
        var holding = pool.Map((int i) => { Witness.Tell(name, i); Gate.Pass(gate); return i; }, Enumerable.Range(0, Workers).ToArray()).With(new MapOptions { ChunkSize = 1 }).ToArrayAsync();
        await Within(Gate.Arrival(gate));

        // Its chunks stand behind items that do not end.
        for (var i = 0; i < 3; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var waiting = (disposes ? pool.Map(new Disposed(), Enumerable.Range(0, 100)) : pool.Map((int item) => item, Enumerable.Range(0, 100))).ToArrayAsync(cancellation.Token);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(waiting));
        }

        Gate.Open(gate);
        Assert.Equal(Enumerable.Range(0, Workers), await Within(holding));
        Assert.Equal(Workers, Witness.Count(name));
        Assert.Equal(new[] { 0, 1, 2 }, await Within(pool.Map((int i) => i, Enumerable.Range(0, 3)).ToArrayAsync()));
        Assert.Equal(Workers, pool.Workers);
    }

    private sealed class Disposed : IMapFunction<int, int>, IDisposable
    {
        public int Invoke(int item, MapContext context) => item;

        public void Dispose()
        {
        }
    }
}
