namespace ActorMap.Cluster.Blobs;

/// <summary>How far a <see cref="BlobFetch"/> is.</summary>
internal enum FetchState
{
    /// <summary>Parts are missing.</summary>
    Fetching,

    /// <summary>All of it is there, and is what its name says.</summary>
    Complete,

    /// <summary>It does not come; <see cref="BlobFetch.Error"/> says why.</summary>
    Failed,
}
