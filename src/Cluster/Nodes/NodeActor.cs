using ActorMap.Cluster.Sessions;
using ActorMap.Messages;
using ActorMap.Threading;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Cluster.Nodes;

/// <summary>The door of a node: pools greet it, and each that may use it gets a session. One session a pool: a new one ends the old.</summary>
internal sealed class NodeActor : UntypedActor
{
    public const string Name = "actormap";

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly NodeServices _services;
    private readonly Dictionary<Guid, (Guid Id, IActorRef Actor)> _sessions = [];
    private IActorRef? _waitsForDrain;

    private NodeActor(NodeServices services) => _services = services;

    public static Props Props(NodeServices services) => ActorFactory<NodeActor>.Props(() => new NodeActor(services));

    /// <summary>A session that fails on a defect of ours ends; its pool greets anew.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Hello hello: Greet(hello); break;
            case DrainNode: Drain(); break;
            case Terminated ended: Ended(ended.ActorRef); break;
            case AskStatus ask: Sender.Tell(_services.Status(ask.Question), Self); break;
            case IJoining or IServing or IMoving or IAsking: break;
            default: Unhandled(message); break;
        }
    }

    private void Greet(Hello hello)
    {
        var reason = _waitsForDrain is not null ? "it is leaving the cluster" : Protocol.Mismatch(hello.Protocol, hello.Codec, hello.Framework);
        if (reason is not null)
        {
            ClusterLog.PoolRefused(_log, Sender.Path.Address, reason);
            Sender.Tell(new Refused(hello.Session, reason), Self);
            return;
        }

        if (_sessions.TryGetValue(hello.Pool, out var old))
        {
            // It greets a second time where the first came twice: its session has begun.
            if (old.Id == hello.Session) return;
            Context.Stop(old.Actor);
        }

        var props = SessionActor.Props(_services, hello.Session, Sender);
        var session = Context.ActorOf(_services.IsOwnProcess ? props.WithDispatcher(DispatcherIds.Coordination) : props);
        Context.Watch(session);
        _sessions[hello.Pool] = (hello.Session, session);
    }

    private void Drain()
    {
        _waitsForDrain = Sender;
        foreach (var session in _sessions.Values) session.Actor.Tell(DrainNode.Instance, Self);
        if (_sessions.Count == 0) Sender.Tell(NodeDrained.Instance, Self);
    }

    private void Ended(IActorRef session)
    {
        foreach (var (pool, _) in _sessions.Where(entry => entry.Value.Actor.Equals(session)).ToArray()) _sessions.Remove(pool);
        if (_sessions.Count == 0) _waitsForDrain?.Tell(NodeDrained.Instance, Self);
    }
}
