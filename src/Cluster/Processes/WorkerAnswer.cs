namespace ActorMap.Cluster.Processes;

/// <summary>What a worker process answers, once: where its node is, or why there is none.</summary>
/// <param name="Pid">The process that answers.</param>
/// <param name="Address">Where the node can be reached; null where it did not start.</param>
/// <param name="Error">Why it did not start; null where it did.</param>
internal sealed record WorkerAnswer(int Pid, string? Address, string? Error)
{
    /// <summary>Whether it has the memory that its parent offered.</summary>
    public bool SharesMemory { get; init; }
}
