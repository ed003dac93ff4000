using System.Collections.Concurrent;
using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>What every pool promises, whatever its kind and however many workers it has. A kind of pool is a subclass.</summary>
public abstract partial class PoolContract : IAsyncLifetime
{
    // Nothing here waits for time to pass; this is what turns a hang into a failure.
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected MapPool Pool { get; private set; } = null!;

    protected abstract int Workers { get; }

    protected abstract Task<MapPool> StartAsync(PoolOptions options);

    public async Task InitializeAsync() => Pool = await StartAsync(new PoolOptions { Workers = Workers });

    public async Task DisposeAsync() => await Pool.DisposeAsync();

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

    public sealed class OneWorker : InProcess
    {
        protected override int Workers => 1;
    }

    public sealed class TwoWorkers : InProcess
    {
        protected override int Workers => 2;
    }

    public sealed class ManyWorkers : InProcess
    {
        protected override int Workers => 9;
    }

    public abstract class InProcess : PoolContract
    {
        protected override Task<MapPool> StartAsync(PoolOptions options) => MapPool.StartAsync(options);
    }
}

/// <summary>What functions tell a spec: a function's own fields are copies, so it reaches the spec through a name.</summary>
internal static class Witness
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<object>> Told = new();

    public static string New() => Guid.NewGuid().ToString("N");

    public static void Tell(string name, object what) => Told.GetOrAdd(name, _ => new()).Enqueue(what);

    public static IReadOnlyCollection<object> Heard(string name) => Told.GetOrAdd(name, _ => new());

    public static int Count(string name) => Heard(name).Count;
}

/// <summary>A gate that functions wait at until the spec opens it; found by name, as functions are copies.</summary>
internal static class Gate
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Arrivals = new();

    /// <summary>Completes when somebody waits at the gate.</summary>
    public static Task Arrival(string name) => Arrivals.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public static void Open(string name) => Gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public static Task PassAsync(string name)
    {
        Arrivals.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return Gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Blocks the thread, as a function that heeds nothing does.</summary>
    public static void Pass(string name) => PassAsync(name).GetAwaiter().GetResult();
}
