using ActorMap.Tests.Shared;
using Akka.Configuration;

namespace ActorMap.Cluster.Tests.Contract;

/// <summary>A cluster on loopback within this process, and a pool over it.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    // A machine that does other things, too, must not fail a spec; and nobody shall wait for a network's timers.
    private const string Quick = """
        actormap.cluster.blobs.http = on
        akka.cluster { periodic-tasks-initial-delay = 50ms, gossip-interval = 100ms, leader-actions-interval = 50ms, failure-detector.acceptable-heartbeat-pause = 30s }
        """;

    private readonly ClusterNode[] _nodes;

    private TestCluster(ClusterNode[] nodes, MapPool pool) => (_nodes, Pool) = (nodes, pool);

    public MapPool Pool { get; }

    /// <param name="workers">How many each node has.</param>
    /// <param name="config">Goes before the defaults of all members.</param>
    public static async Task<TestCluster> StartAsync(int[] workers, Config? config)
    {
        var all = (config ?? Config.Empty).WithFallback(ConfigurationFactory.ParseString(Quick));
        var seed = await NodeAsync(workers[0]);
        var others = await Task.WhenAll(workers[1..].Select(count => NodeAsync(count, seed.Address)));
        var pool = await ClusterPool.JoinAsync(new ClusterOptions { Seeds = [seed.Address], MinWorkers = workers.Sum(), ShipCode = true, Config = all, WaitTimeout = Patience.Long });
        return new TestCluster([seed, .. others], pool);

        Task<ClusterNode> NodeAsync(int count, params string[] seeds) =>
            ClusterNode.StartAsync(new NodeOptions { Port = 0, Workers = count, Seeds = seeds, AllowCode = true, Config = all, JoinTimeout = Patience.Long });
    }

    public async ValueTask DisposeAsync()
    {
        await Pool.DisposeAsync();
        await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask()));
    }
}
