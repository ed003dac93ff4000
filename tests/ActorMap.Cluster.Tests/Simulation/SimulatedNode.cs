using ActorMap.Cluster.Links;
using ActorMap.Cluster.Nodes;
using ActorMap.Pool;
using ActorMap.Routing;
using ActorMap.Threading;
using ActorMap.Workers;
using Akka.Actor;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>A node with the real actors, and the pool's real link to it; between them is a <see cref="Wire"/>.</summary>
internal sealed class SimulatedNode
{
    private readonly VirtualTime _time;
    private readonly Stage _stage;
    private readonly NodeServices _services;
    private readonly IActorRef _door;
    private readonly IActorRef _link;
    private readonly List<IActorRef> _workers = [];

    public SimulatedNode(Stage stage, ClusterSchedule schedule, VirtualTime time, SimulatedFunction function, ClusterState cluster, IActorRef pool, int number)
    {
        (_stage, _time) = (stage, time);
        Wire = new Wire(schedule, time, ((ExtendedActorSystem)stage.System).Provider, number);
        var name = $"node-{number}";
        var functions = new FunctionRegistry().Register("simulated", new RegisteredFunction(typeof(int), typeof(int), null, _ => function));
        var workers = NoWorkers.Start(stage, name, time);
        for (var worker = 0; worker < schedule.Workers; worker++)
        {
            var info = new WorkerInfo(worker, name);
            var actor = schedule.IsAsync ? WorkerActor.Props(info, time).WithDispatcher(DispatcherIds.Coordination) : SteppingWorker.Props(function, time, info);
            _workers.Add(stage.Make(actor));
            workers.Actor.Tell(new WorkerJoined(new WorkerHandle(info, _workers[^1])), ActorRefs.NoSender);
        }

        _services = new NodeServices(name, workers, functions, AllowCode: false) { Apart = static act => act() };
        _door = stage.Make(NodeActor.Props(_services));
        _link = stage.Make(LinkActor.Props(cluster, pool, Wire.Far(_door, isNode: true), name));
    }

    public Wire Wire { get; }

    /// <summary>Whether it takes part: it is neither dead nor about to leave.</summary>
    public bool IsThere { get; private set; } = true;

    /// <summary>Jobs that it has not forgotten.</summary>
    public int Jobs => _services.Tallies.Count;

    /// <summary>It ends, and the cluster removes it a while later.</summary>
    public void Die(bool connectionBreaks, TimeSpan removedAfter)
    {
        (IsThere, Wire.IsDead) = (false, true);
        if (connectionBreaks) _link.Tell(new NodeGone("its connection broke"), ActorRefs.NoSender);
        _time.In(removedAfter, Remove);
        StopNode();
    }

    /// <summary>Gracefully: it goes once it holds nothing.</summary>
    public void Leave()
    {
        IsThere = false;
        _door.Tell(DrainNode.Instance, _stage.Make(message =>
        {
            if (message is not NodeDrained || Wire.IsDead) return;
            Wire.IsDead = true;
            Remove();
            StopNode();
        }));
    }

    public void Stop()
    {
        _stage.Stop(_link);
        StopNode();
    }

    private void Remove()
    {
        _link.Tell(new NodeGone("it has left"), ActorRefs.NoSender);
        _stage.Stop(_link);
    }

    private void StopNode()
    {
        _stage.Stop(_door);
        foreach (var worker in _workers) _stage.Stop(worker);
        _stage.System.Stop(_services.Pool.Actor);
    }
}
