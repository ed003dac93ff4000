using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorMap.Benchmarks.Counting;

/// <summary>As Akka's unbounded mailbox, and counts.</summary>
internal sealed class MeteredMailbox(Akka.Actor.Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<MeteredQueue>
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new MeteredQueue(NameOf(owner));

    /// <summary>Actors without a name of their own are known by their parent's, and those with a number are all the same.</summary>
    private static string NameOf(IActorRef? owner) => owner?.Path is not { } path ? "" : path.Name.StartsWith('$') ? $"{path.Parent.Name}/$" : path.Name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
}

/// <summary>The messages of an actor.</summary>
internal sealed class MeteredQueue(string actor) : IMessageQueue, IUnboundedMessageQueueSemantics
{
    private readonly ConcurrentQueue<Envelope> _queue = new();
    private readonly ActorTime _time = Meter.TimeOf(actor);

    public int Count => _queue.Count;

    public bool HasMessages
    {
        get
        {
            // A mailbox whose turn is over asks this, rather than for another message.
            if (Meter.IsTimed) ActorTime.End(this);
            return !_queue.IsEmpty;
        }
    }

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        Meter.Told(actor, envelope.Message);
        _queue.Enqueue(envelope);
    }

    public bool TryDequeue(out Envelope envelope)
    {
        if (Meter.IsTimed) ActorTime.End(this);
        if (!_queue.TryDequeue(out envelope)) return false;
        if (Meter.IsTimed) _time.Begin(this);
        return true;
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (_queue.TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
    }
}
