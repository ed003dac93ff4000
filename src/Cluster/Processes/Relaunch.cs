namespace ActorMap.Cluster.Processes;

/// <summary>Starts a process in the place of one that ended. A machine that is out of memory may be so for a while: the place is tried again until one runs.</summary>
internal static class Relaunch
{
    // What kills a process in its start may be over at once; what keeps it from starting at all must not keep the machine busy.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100), LongestWait = TimeSpan.FromSeconds(10);

    /// <param name="launch">Starts one.</param>
    /// <param name="failed">Is told why one did not start, and how long the next try is waited for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends it all.</param>
    public static async Task<Tenant> RunAsync(Func<Task<Tenant>> launch, Action<PoolUnavailableException, TimeSpan> failed, TimeProvider time, CancellationToken stop)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                return await launch().ConfigureAwait(false);
            }
            catch (PoolUnavailableException error)
            {
                failed(error, wait);
                await Task.Delay(wait, time, stop).ConfigureAwait(false);
            }
        }
    }
}
