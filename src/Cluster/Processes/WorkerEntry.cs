namespace ActorMap.Cluster.Processes;

/// <summary>Where a worker process begins.</summary>
internal static class WorkerEntry
{
    private static void Main() => WorkerMain.Run(StartNodeAsync);

    // The seam: here the cluster's node is put in.
    private static Task<IWorkerNode> StartNodeAsync(WorkerArguments arguments, CancellationToken cancellationToken) =>
        throw new PoolUnavailableException($"The worker process '{arguments.Name}' has no node to run yet.");
}
