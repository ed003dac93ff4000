using System.Collections.Concurrent;

namespace ActorMap.Tests.Pool;

/// <summary>A gate that functions wait at until the spec opens it; found by name, as functions are copies and may be in another process.</summary>
internal static class Gate
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Arrivals = new();

    /// <summary>Completes when somebody waits at the gate.</summary>
    public static Task Arrival(string name) => Arrivals.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public static void Open(string name) => Gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public static Task PassAsync(string name)
    {
        if (!Door.IsHere(name)) return Door.AskAsync(name, null);
        Arrivals.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return Gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Blocks the thread, as a function that heeds nothing does.</summary>
    public static void Pass(string name)
    {
        if (Door.IsHere(name)) PassAsync(name).GetAwaiter().GetResult();
        else Door.Ask(name, null);
    }
}
