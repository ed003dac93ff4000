using ActorMap.Threading;
using Akka.Actor;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>The parent of all that a simulation makes: an actor system's own parent of top actors also hears from threads of the system.</summary>
internal sealed class Stage
{
    private readonly IActorRef _actor;

    public Stage(ActorSystem system)
    {
        System = system;
        var isThere = false;
        _actor = system.ActorOf(ActorFactory<Host>.Props(() => new Host()));
        _actor.Tell((Action<IActorContext>)(_ => isThere = true));
        while (!isThere) OneThread.Current.TakeForeign();
    }

    public ActorSystem System { get; }

    public IActorRef Make(Props props)
    {
        IActorRef? made = null;
        _actor.Tell((Action<IActorContext>)(context => made = context.ActorOf(props)));
        return made!;
    }

    /// <summary>An actor that does what it is told with each message.</summary>
    public IActorRef Make(Action<object> told) => Make(ActorFactory<Ear>.Props(() => new Ear(told)));

    public void Stop(IActorRef actor) => _actor.Tell((Action<IActorContext>)(context => context.Stop(actor)));

    /// <summary>All of it ends.</summary>
    public void End() => System.Stop(_actor);

    private sealed class Host : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Action<IActorContext> act) act(Context);
        }
    }

    private sealed class Ear(Action<object> told) : UntypedActor
    {
        protected override void OnReceive(object message) => told(message);
    }
}
