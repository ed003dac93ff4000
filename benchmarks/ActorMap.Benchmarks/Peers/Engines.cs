using Akka.Actor;
using Akka.Configuration;
using Akka.Streams;

namespace ActorMap.Benchmarks.Peers;

/// <summary>What a peer's process has once, and makes at the first use: in the warm-up.</summary>
internal static class Engines
{
    private static readonly Lazy<MapPool> LazyPool = new(() => MapPool.StartAsync().GetAwaiter().GetResult());
    private static readonly Lazy<MapPool> LazyProcesses = new(() => ClusterPool.StartProcessesAsync().GetAwaiter().GetResult());
    private static readonly Lazy<ActorSystem> LazySystem = new(() => ActorSystem.Create("peer", ConfigurationFactory.ParseString("akka.loglevel = WARNING")));
    private static readonly Lazy<ActorMaterializer> LazyMaterializer = new(() => System.Materializer());

    public static MapPool Pool => LazyPool.Value;

    /// <summary>Worker processes, as many as there are cores.</summary>
    public static MapPool Processes => LazyProcesses.Value;

    public static ActorSystem System => LazySystem.Value;

    public static ActorMaterializer Materializer => LazyMaterializer.Value;
}
