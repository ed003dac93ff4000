namespace ActorMap.Cluster.Processes;

/// <summary>What a worker process is told when it starts: one line on its stdin, so that a secret in it is on no command line.</summary>
/// <param name="Name">What the worker is called: before its lines on stderr, in errors, in logs.</param>
/// <param name="Settings">What the node is to be, in the node's own notation; nothing here reads it.</param>
internal sealed record WorkerArguments(string Name, string Settings)
{
    /// <summary>How long the worker may take to stop once it was told to; then it ends itself.</summary>
    /// <value>10 s by default: a node needs about 2 s to leave a cluster, and a chunk is shorter than a second.</value>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);
}
