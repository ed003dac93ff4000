using Akka.Configuration;

namespace ActorMap.Cluster.Tests.Contract;

/// <summary>The contract over two worker processes.</summary>
public sealed class TwoProcesses(SharedPool<TwoProcesses.Start> shared) : NodesPools<TwoProcesses.Start>(shared)
{
    protected override int Workers => 2;

    protected override int Nodes => 2;

    public sealed class Start : IStartPool
    {
        public Task<MapPool> StartAsync(Config? config) => ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, Config = config, StartTimeout = TimeSpan.FromMinutes(4) });

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
