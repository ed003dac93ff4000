using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Cluster.Nodes;

/// <summary>The way back to a link over the wire. Jobs use it from their workers' threads.</summary>
internal sealed class NodeLink(BlobMover blobs, IActorRef link, IActorRef self) : INodeLink
{
    public BlobMover Blobs => blobs;

    public void Send(object message) => link.Tell(message, self);

    public bool SharesMemory => blobs.SharesMemory;

    public PayloadWriter Writer() => blobs.Writer();

    public Payload Pack(JobId job, PayloadWriter writer) => blobs.Pack(job, writer);

    public void Unpack(JobId job, Payload payload) => blobs.Withdraw(job, payload);
}
