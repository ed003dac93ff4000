using System.Threading.Channels;
using ActorMap.Cluster.Wire;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Akka.Configuration;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>An actor system as a member of a cluster has it, on a free port of loopback, with an actor <c>/user/ear</c> that notes what it hears.</summary>
internal sealed class Member : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = Patience.Long;
    private readonly Channel<object> _heard = Channel.CreateUnbounded<object>();

    public Member(string config = "")
        : this(ConfigurationFactory.ParseString(config).WithFallback(ClusterReference.Config))
    {
    }

    private Member(Config config)
    {
        System = (ExtendedActorSystem)ActorSystem.Create("wire", config);
        Ear = System.ActorOf(Props.Create(() => new Listener(_heard.Writer)), "ear");
    }

    public ExtendedActorSystem System { get; }

    /// <summary>A system with nothing but Akka's own settings and the bindings of our messages: what an attacker may bring along.</summary>
    public static Member Stranger() => new(ConfigurationFactory.ParseString("""
        akka.actor.provider = cluster
        akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        akka.loggers = ["ActorMap.Telemetry.StandardErrorLogger, ActorMap"]
        akka.stdout-loglevel = OFF
        akka.loglevel = WARNING
        akka.actor.serializers.actormap = "ActorMap.Cluster.Wire.WireSerializer, ActorMap.Cluster"
        akka.actor.serialization-bindings { "ActorMap.Messages.IJoining, ActorMap.Messages" = actormap }
        """));

    public IActorRef Ear { get; }

    public Address Address => System.Provider.DefaultAddress;

    /// <summary>The other's ear, as seen from here.</summary>
    public Task<IActorRef> EarOfAsync(Member other) => System.ActorSelection($"{other.Address}/user/ear").ResolveOne(Deadline);

    public async Task<object> HearAsync() => await _heard.Reader.ReadAsync().AsTask().WaitAsync(Deadline);

    public async ValueTask DisposeAsync() => await System.Terminate();

    private sealed class Listener(ChannelWriter<object> heard) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is IActorRef watched)
                Context.Watch(watched);
            else
                heard.TryWrite(message);
        }
    }
}
