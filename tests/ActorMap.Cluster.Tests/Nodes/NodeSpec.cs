using System.Buffers;
using ActorMap.Codec;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.Sessions;
using ActorMap.Messages;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>A node without a cluster, and the spec as the link that greets it.</summary>
public abstract class NodeSpec() : TestKit(Patience.OfTestKit), IAsyncLifetime
{
    private protected static readonly TimeSpan Deadline = Patience.Long;
    private readonly Guid _pool = Guid.NewGuid();

    private protected MapPool Workers { get; private set; } = null!;

    private protected NodeServices Services { get; private set; } = null!;

    private protected IActorRef Node { get; private set; } = null!;

    private protected Guid Session { get; private set; }

    private protected static JobId Job { get; } = new(Guid.NewGuid(), 1);

    private protected abstract FunctionRegistry Functions { get; }

    private protected virtual TimeProvider Time => TimeProvider.System;

    public async Task InitializeAsync()
    {
        Workers = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 1, Time = Time });
        Services = Furnish(new NodeServices("node", Workers, Functions, AllowCode: false));
        Node = Sys.ActorOf(NodeActor.Props(Services));
    }

    public async Task DisposeAsync() => await Workers.DisposeAsync();

    private protected virtual NodeServices Furnish(NodeServices services) => services;

    /// <summary>Greets the node; its session's actor answers.</summary>
    private protected IActorRef Greet()
    {
        Session = Guid.NewGuid();
        Node.Tell(new Hello(Session, _pool, Protocol.Version, Protocol.Codec, Protocol.Framework), TestActor);
        FishForMessage<Welcome>(welcome => welcome.Session == Session, Deadline);
        return LastSender;
    }

    /// <summary>The same greeting once more, as a network may bring it; returns when the node has heard it.</summary>
    private protected void GreetOnceMore()
    {
        Node.Tell(new Hello(Session, _pool, Protocol.Version, Protocol.Codec, Protocol.Framework), TestActor);
        var question = Guid.NewGuid();
        Node.Tell(new AskStatus(question), TestActor);
        FishForMessage<StatusTold>(told => told.Question == question, Deadline);
    }

    private protected OpenJob Open<TIn, TOut>(string function) => new(
        Session, Job, function, ItemSignature.Of(typeof(TIn)), ItemSignature.Of(typeof(TOut)), new JobTerms(0, 0, 1, null, null, false, false, string.Empty, string.Empty), new Payload(NamedState.Write(null), null), []);

    private protected RunParcel Parcel<T>(long number, int start, params T[] items)
    {
        var bytes = new ArrayBufferWriter<byte>();
        ItemCodec<T>.Create().Write(items, bytes, start);
        return new RunParcel(Session, Job, number, new IndexRange(start, start + items.Length), 1, new Payload(bytes.WrittenMemory, null));
    }

    private protected T Next<T>(Predicate<T>? wanted = null)
        where T : class => FishForMessage<T>(message => wanted?.Invoke(message) != false, Deadline);
}
