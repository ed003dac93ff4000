using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>The way back from a node to the link that speaks to it.</summary>
internal interface INodeLink
{
    void Send(object message);

    /// <summary>Small bytes go in the message, large ones beside it.</summary>
    Payload Pack(JobId job, ReadOnlyMemory<byte> bytes);

    void Unpack(JobId job, Payload payload);
}
