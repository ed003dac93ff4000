using ActorMap.Time;

namespace ActorMap.Cluster.Processes;

/// <summary>Looks at the memory of a worker process from outside: one that is past its limit makes way by itself between two items, and is ended where an item keeps it.</summary>
internal static class MemoryWatch
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    // Time for an item to end that is nearly done, and for the process to see it itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // So far past its limit a process is ended at once: the machine's memory may be next.
    private const double FarPast = 1.5;

    /// <summary>Ends the process where it must be.</summary>
    /// <returns>Completes when it has ended, by whatever cause, or at the stop.</returns>
    public static async Task RunAsync(Tenant tenant, long limit, TimeProvider time, CancellationToken stop)
    {
        var process = tenant.Process;
        using var timer = new PeriodicTimer(LookEvery, time);
        TimeSpan? since = null;
        while (!process.Exited.IsCompleted && await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            var memory = process.ReadMemory();
            if (memory <= limit)
            {
                since = null;
                continue;
            }

            since ??= time.Now();
            if ((memory < limit * FarPast && time.Now() - since < Patience) || !tenant.IsBusy) continue;
            tenant.EndForMemory(limit);
            return;
        }
    }
}
