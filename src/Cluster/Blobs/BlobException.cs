namespace ActorMap.Cluster.Blobs;

/// <summary>Large bytes can't be offered, or did not come.</summary>
internal sealed class BlobException(string message) : ActorMapException(message);
