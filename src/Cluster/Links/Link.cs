using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Cluster.Links;

/// <summary>One session with a node: what its jobs need of it.</summary>
/// <param name="session">The session.</param>
/// <param name="number">The number by which routers know the node in this session.</param>
/// <param name="welcome">What the node said of itself.</param>
/// <param name="node">Its actor for this session.</param>
/// <param name="self">The link's actor.</param>
/// <param name="blobs">Large bytes on their way.</param>
internal sealed class Link(Guid session, int number, Welcome welcome, IActorRef node, IActorRef self, BlobMover blobs)
{
    public Guid Session { get; } = session;

    public int Number { get; } = number;

    public string Node => welcome.Node;

    public int Workers => welcome.Workers;

    public Welcome Welcome => welcome;

    public IActorRef Self => self;

    public BlobMover Blobs => blobs;

    /// <summary>Whether the node is about to leave: it is sent nothing more.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>How many items the node may still be sent, of all jobs.</summary>
    public long Budget { get; set; } = long.MaxValue;

    public void Send(object message) => node.Tell(message, self);

    public BlobId Offer(JobId job, ReadOnlyMemory<byte> bytes) => blobs.Offer(job, bytes);

    /// <summary>Small bytes go in the message, large ones beside it.</summary>
    public Payload Pack(JobId job, ReadOnlyMemory<byte> bytes) => blobs.Pack(job, bytes);

    public PayloadWriter Writer() => blobs.Writer();

    public Payload Pack(JobId job, PayloadWriter writer) => blobs.Pack(job, writer);

    public void Unpack(JobId job, Payload payload) => blobs.Withdraw(job, payload);
}
