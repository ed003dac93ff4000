using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>What every pool promises, whatever its kind and however many workers it has. A kind of pool is a subclass.</summary>
public abstract partial class PoolContract : IAsyncLifetime
{
    // Nothing here waits for time to pass; this is what turns a hang into a failure.
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    protected MapPool Pool { get; private set; } = null!;

    protected abstract int Workers { get; }

    /// <summary>Nodes that the workers are on, each of which has a copy of what its workers share.</summary>
    protected virtual int Nodes => 1;

    /// <summary>Whether workers are dealt to one by one. A node is dealt to as a whole, so the pool can't tell what each of its workers holds.</summary>
    protected virtual bool KnowsEachWorker => true;

    /// <summary>Whether what a function threw comes back itself. From another process it is told by the name of its type and its text: to make it anew from bytes would run code that the bytes choose.</summary>
    protected virtual bool KeepsOriginalExceptions => true;

    /// <summary>Whether items and results are the same objects at both ends. On the way to another process they are copied, and those that a copy would not do justice to are refused.</summary>
    protected virtual bool KeepsReferences => true;

    protected abstract Task<MapPool> StartAsync(PoolOptions options);

    public async Task InitializeAsync() => Pool = await BorrowAsync();

    public virtual Task DisposeAsync() => ReturnAsync(Pool);

    /// <summary>The pool for a spec; a kind whose pools are slow to start has one for all its specs.</summary>
    protected virtual Task<MapPool> BorrowAsync() => StartAsync(new PoolOptions { Workers = Workers });

    protected virtual Task ReturnAsync(MapPool pool) => pool.DisposeAsync().AsTask();

    /// <summary>There are as many workers as before, whatever became of some. A process takes its time to be replaced.</summary>
    protected virtual Task WorkersAreBackAsync(MapPool pool)
    {
        Assert.Equal(Workers, pool.Workers);
        return Task.CompletedTask;
    }

    /// <summary>The exception that a function threw, where it comes back.</summary>
    protected void AssertOriginal<T>(Exception error)
    {
        if (KeepsOriginalExceptions) Assert.IsType<T>(error.InnerException);
        else Assert.Null(error.InnerException);
    }

    protected static async Task<T> Within<T>(Task<T> task) => await task.WaitAsync(Patience);

    protected static async Task Within(Task task) => await task.WaitAsync(Patience);

    protected static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await Within(Task.Run(async () =>
        {
            await foreach (var item in items) list.Add(item);
        }));
        return list;
    }

    /// <summary>The failure of a map, and the values that came before it.</summary>
    protected static async Task<(List<T> Values, TError Error)> FailureAsync<T, TError>(IAsyncEnumerable<T> items)
        where TError : Exception
    {
        var values = new List<T>();
        var error = await Assert.ThrowsAnyAsync<TError>(() => Within(Task.Run(async () =>
        {
            await foreach (var item in items) values.Add(item);
        })));
        return (values, error);
    }
}
