using System.Collections.Concurrent;
using Akka.Configuration;

namespace ActorMap.Cluster.Tests.Contract;

/// <summary>The contract over a cluster in which even what stays within a process is serialized, where it has a place on the wire: so none of it leans on being the same object.</summary>
public sealed class ThreeNodesThatSerializeAll(SharedPool<ThreeNodesThatSerializeAll.Start> shared) : NodesPools<ThreeNodesThatSerializeAll.Start>(shared)
{
    protected override int Workers => 3;

    protected override int Nodes => 3;

    public sealed class Start : IStartPool
    {
        private static readonly Config Serializing = ConfigurationFactory.ParseString($$"""
            akka.actor {
              serialize-messages = on
              serializers.by-reference = "{{typeof(ByReference).AssemblyQualifiedName}}"
              serialization-settings.allow-unregistered-types = true
              serialization-bindings {
                "System.Object" = by-reference

                # Akka's own, which members refuse to send as far as they need not.
                "Akka.Dispatch.SysMsg.ISystemMessage, Akka" = by-reference
                "Akka.Actor.PoisonPill, Akka" = by-reference
              }
            }
            """);

        private readonly ConcurrentBag<TestCluster> _clusters = [];

        public async Task<MapPool> StartAsync(Config? config)
        {
            var cluster = await TestCluster.StartAsync([1, 1, 1], (config ?? Config.Empty).WithFallback(Serializing));
            _clusters.Add(cluster);
            return cluster.Pool;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var cluster in _clusters) await cluster.DisposeAsync();
        }
    }
}
