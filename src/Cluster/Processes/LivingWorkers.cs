using System.Collections.Concurrent;

namespace ActorMap.Cluster.Processes;

/// <summary>
/// The worker processes that serve. Linux kills them when this process is gone, and then nobody ends what their items have started; so an end of this one that waits for nobody waits for them,
/// a moment: each sees the end of its input, and ends with what is its own.
/// </summary>
internal static class LivingWorkers
{
    // Longer than a worker gives its own handlers: on a busy machine it takes a second to hear of the end.
    private static readonly TimeSpan EndMayTake = TimeSpan.FromSeconds(5);

    private static readonly ConcurrentDictionary<WorkerProcess, bool> Living = new();

    static LivingWorkers() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    /// <summary>How long an end of this process may wait for them.</summary>
    public static TimeSpan MayTake => Living.IsEmpty ? TimeSpan.Zero : EndMayTake;

    public static void Add(WorkerProcess worker) => Living[worker] = true;

    public static void Remove(WorkerProcess worker) => Living.TryRemove(worker, out _);

    private static void EndAll()
    {
        var workers = Living.Keys.ToArray();
        foreach (var worker in workers) worker.HangUp();
        try
        {
            Task.WhenAll(workers.Select(worker => worker.Exited)).WaitAsync(EndMayTake, TimeProvider.System).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            // One that hangs is Linux's to end.
        }
    }
}
