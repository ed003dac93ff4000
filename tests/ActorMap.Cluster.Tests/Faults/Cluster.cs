using ActorMap.Cluster.Processes;
using ActorMap.Cluster.Tests.Processes;
using ActorMap.Dummy;
using Akka.Configuration;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>A cluster on loopback: nodes in this process or in their own, and clients; all of them end with the spec.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    // Quick in all but this: whoever gets no core for a while, as a process that starts on a busy machine, must not be taken for dead. What a spec kills is gone without.
    private const string Quick = """
        actormap.cluster { down-after = 20s, partitions = off, blobs.http = on }
        akka.cluster { gossip-interval = 100ms, leader-actions-interval = 100ms, periodic-tasks-initial-delay = 50ms, allow-weakly-up-members = 500ms, failure-detector { heartbeat-interval = 300ms, acceptable-heartbeat-pause = 8s } }
        """;

    private readonly List<IAsyncDisposable> _all = [];

    public static NodeOptions Node { get; } = new() { Name = "faults", Port = 0, Workers = 1, AllowCode = true, JoinTimeout = Reception.Deadline, Config = ConfigurationFactory.ParseString(Quick) };

    public static ClusterOptions Client { get; } =
        new() { Name = "faults", ShipCode = true, WaitTimeout = Reception.Deadline, Config = ConfigurationFactory.ParseString(Quick) };

    public async Task<ClusterNode> NodeAsync(NodeOptions? options = null, params string[] seeds)
    {
        var node = await ClusterNode.StartAsync((options ?? Node) with { Seeds = seeds });
        _all.Add(node);
        return node;
    }

    public async Task<WorkerProcess> ProcessAsync(NodeOptions? options = null, params string[] seeds)
    {
        var settings = ClusterMember.Settings((options ?? Node) with { Seeds = seeds });
        var command = Dummies.Worker(settings, part: "node");
        command = command with { Worker = command.Worker with { StopGrace = Reception.Deadline } };
        var process = await WorkerProcess.StartAsync(command, TimeProvider.System, CancellationToken.None);
        _all.Add(process);
        return process;
    }

    public async Task<MapPool> ClientAsync(ClusterOptions? options = null, int workers = 1, params string[] seeds)
    {
        var pool = await ClusterPool.JoinAsync((options ?? Client) with { Seeds = seeds, MinWorkers = workers });
        _all.Add(pool);
        return pool;
    }

    /// <summary>The last first: clients leave before the nodes.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_all)) await one.DisposeAsync();
    }
}
