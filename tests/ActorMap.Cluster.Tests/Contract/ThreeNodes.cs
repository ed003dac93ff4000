using System.Collections.Concurrent;
using Akka.Configuration;

namespace ActorMap.Cluster.Tests.Contract;

/// <summary>The contract over a cluster of three nodes, of which two have two workers.</summary>
public sealed class ThreeNodes(SharedPool<ThreeNodes.Start> shared) : NodesPools<ThreeNodes.Start>(shared)
{
    protected override int Workers => 5;

    protected override int Nodes => 3;

    public sealed class Start : IStartPool
    {
        private readonly ConcurrentBag<TestCluster> _clusters = [];

        public async Task<MapPool> StartAsync(Config? config)
        {
            var cluster = await TestCluster.StartAsync([2, 2, 1], config);
            _clusters.Add(cluster);
            return cluster.Pool;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var cluster in _clusters) await cluster.DisposeAsync();
        }
    }
}
