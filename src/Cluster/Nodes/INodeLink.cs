using ActorMap.Cluster.Blobs;
using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>The way back from a node to the link that speaks to it.</summary>
internal interface INodeLink
{
    void Send(object message);

    /// <summary>Whether large bytes lie in memory that the other side has, too.</summary>
    bool SharesMemory { get; }

    /// <summary>Takes bytes for <see cref="Pack(JobId, PayloadWriter)"/>.</summary>
    PayloadWriter Writer();

    Payload Pack(JobId job, PayloadWriter writer);

    void Unpack(JobId job, Payload payload);
}
