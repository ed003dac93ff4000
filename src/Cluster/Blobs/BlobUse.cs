namespace ActorMap.Cluster.Blobs;

/// <summary>Who needs a blob.</summary>
internal enum BlobUse
{
    /// <summary>This session alone: items, results.</summary>
    Own,

    /// <summary>All nodes of the job, at about the same time: a function's state.</summary>
    Shared,

    /// <summary>All nodes, and later jobs perhaps: a function's code.</summary>
    Kept,
}
