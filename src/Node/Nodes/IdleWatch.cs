namespace ActorMap.Node.Nodes;

/// <summary>Waits until a node has had no job for so long.</summary>
internal static class IdleWatch
{
    internal static async Task WaitAsync(StartedNode node, TimeSpan? limit, TimeProvider time, CancellationToken cancellation)
    {
        // Without a limit, and after the end: what waits here is simply never woken.
        var still = limit ?? Timeout.InfiniteTimeSpan;
        var look = limit is null || still > TimeSpan.FromSeconds(4) ? TimeSpan.FromSeconds(1) : still / 4;
        var since = time.GetTimestamp();
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(limit is null ? Timeout.InfiniteTimeSpan : look, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (limit is not null && !cancellation.IsCancellationRequested && await node.HasJobsAsync().ConfigureAwait(false)) since = time.GetTimestamp();
            else if (limit is not null && time.GetElapsedTime(since) >= still) return;
        }
    }
}
