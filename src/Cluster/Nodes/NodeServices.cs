using ActorMap.Cluster.Blobs;

namespace ActorMap.Cluster.Nodes;

/// <summary>What a node has to serve with.</summary>
/// <param name="Name">How others call it: <c>host:port</c>.</param>
/// <param name="Pool">Its own workers.</param>
/// <param name="Functions">The functions that jobs may name.</param>
/// <param name="AllowCode">Whether functions may travel to it.</param>
internal sealed record NodeServices(string Name, MapPool Pool, FunctionRegistry Functions, bool AllowCode)
{
    /// <summary>Large bytes of all sessions.</summary>
    public BlobStore Blobs { get; } = new(long.MaxValue, BlobStore.Spare);

    public TimeProvider Time => Pool.Time;
}
