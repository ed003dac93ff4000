using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>A map that is cancelled when its results are all there, and its function is being disposed.</summary>
public sealed class CancelledLate
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly int[] Items = [.. Enumerable.Range(0, 100)];

    // Several chunks: of a map that is one, the function is disposed before its outcomes are told.
    private static readonly MapOptions Chunks = new() { ChunkSize = 1 };

    [Fact]
    public async Task An_array_of_results_that_were_all_there_before_the_map_was_cancelled_is_given()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 2 });
        using var cancellation = new CancellationTokenSource();
        var gate = Witness.New();
        var results = pool.Map(new Slow(gate), Items).With(Chunks).ToArrayAsync(cancellation.Token);
        await Gate.Arrival(gate).WaitAsync(Patience);
        await cancellation.CancelAsync();
        Gate.Open(gate);
        Assert.Equal(Items, await results.WaitAsync(Patience));
    }

    [Fact]
    public async Task An_enumeration_of_them_throws_after_the_last_with_the_callers_token()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 2 });
        using var cancellation = new CancellationTokenSource();
        var (gate, results, all) = (Witness.New(), new List<int>(), new TaskCompletionSource());
        var enumerated = Task.Run(async () =>
        {
            await foreach (var result in pool.Map(new Slow(gate), Items).With(Chunks).WithCancellation(cancellation.Token))
            {
                results.Add(result);
                if (results.Count == Items.Length) all.SetResult();
            }
        });
        await Task.WhenAll(all.Task, Gate.Arrival(gate)).WaitAsync(Patience);
        await cancellation.CancelAsync();
        Gate.Open(gate);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => enumerated.WaitAsync(Patience));
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.Equal(Items, results);
    }

    private sealed class Slow(string gate) : IMapFunction<int, int>, IDisposable
    {
        public int Invoke(int item, MapContext context) => item;

        public void Dispose() => Gate.Pass(gate);
    }
}
