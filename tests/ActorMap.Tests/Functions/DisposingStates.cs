using Xunit;

namespace ActorMap.Tests.Functions;

/// <summary>A state is disposed once in each worker, in whichever way it can be; where it can in both, asynchronously, as a function object is.</summary>
public sealed class DisposingStates
{
    // Static, as what is captured would be state.
    private static int s_disposed;
    private static int s_disposedAsync;

    [Fact]
    public async Task A_state_that_can_only_be_disposed_asynchronously_is()
    {
        await RunAsync(new Asynchronous());
        Assert.Equal((0, 1), (s_disposed, s_disposedAsync));
    }

    [Fact]
    public async Task One_that_can_be_disposed_in_both_ways_is_disposed_in_that_one()
    {
        await RunAsync(new Both());
        Assert.Equal((0, 1), (s_disposed, s_disposedAsync));
    }

    [Fact]
    public async Task And_one_that_can_only_be_disposed_at_once_is_so()
    {
        await RunAsync(new AtOnce());
        Assert.Equal((1, 0), (s_disposed, s_disposedAsync));
    }

    private static async Task RunAsync<TState>(TState state)
    {
        (s_disposed, s_disposedAsync) = (0, 0);
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1 });
        Assert.Equal(Enumerable.Range(0, 10), await pool.Map(MapFunction.WithState(state, (TState _, int x) => x), Enumerable.Range(0, 10)));
    }

    private sealed class Asynchronous : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Interlocked.Increment(ref s_disposedAsync);
        }
    }

    private sealed class AtOnce : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref s_disposed);
    }

    private sealed class Both : IDisposable, IAsyncDisposable
    {
        public void Dispose() => Interlocked.Increment(ref s_disposed);

        public ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref s_disposedAsync);
            return ValueTask.CompletedTask;
        }
    }
}
