namespace ActorMap.Cluster.Processes;

/// <summary>Where a worker process begins.</summary>
internal static class WorkerEntry
{
    private static void Main() => WorkerMain.Run(StartNodeAsync);

    private static async Task<IWorkerNode> StartNodeAsync(WorkerArguments arguments, CancellationToken cancellationToken) =>
        await ProcessNode.StartAsync(ProcessSettings.Parse(arguments.Settings)).ConfigureAwait(false);
}
