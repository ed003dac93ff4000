using ActorMap.Pool;
using Akka.Actor;

namespace ActorMap.Cluster.Nodes;

/// <summary>Where a node's own workers live: the member's actor system, which the node ends itself.</summary>
internal sealed class NodeHost(ActorSystem system, Wear wear) : PoolHost(system)
{
    public override void WorkerAbandoned() => wear.LoseThread();

    public override Task EndAsync(TimeSpan patience) => Task.CompletedTask;
}
