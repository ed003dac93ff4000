namespace ActorMap.Cluster.Processes;

/// <summary>The node inside a worker process. Disposing it lets it finish or give back what it holds, and leave.</summary>
internal interface IWorkerNode : IAsyncDisposable
{
    /// <summary>Where the node can be reached.</summary>
    string Address { get; }

    /// <summary>Whether it has the memory that its parent offered.</summary>
    bool SharesMemory => false;

    /// <summary>Ends when the node ended by itself (downed, quarantined), with the exit code for it.</summary>
    Task<int> Ended { get; }
}
