using ActorMap.Benchmarks.Counting;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Pools;
using ActorMap.Functions;
using ActorMap.Pool;
using Akka.Actor;

namespace ActorMap.Benchmarks.Peers;

/// <summary>A pool over nodes that are actors of this program: each takes so long for a parcel, without doing anything, and says that its items are their own results. All of the program that runs a map is real, and nothing of the nodes.</summary>
internal sealed class SimulatedNodes : PoolHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Shipping _shipping = new(shipCode: true, nodesHaveFunctions: false);
    private readonly DueAnswers _answers = new();

    private SimulatedNodes(ActorSystem system)
        : base(system)
    {
    }

    public override IShipping Shipping => _shipping;

    public static async Task<MapPool> StartAsync(int nodes, TimeSpan parcel)
    {
        var system = ActorSystem.Create("simulated", Meter.Config.WithFallback(Reference.Config));
        var host = new SimulatedNodes(system);
        var pool = await MapPool.OverAsync(host, new PoolOptions { Name = "simulated" });
        var cluster = new ClusterState(TimeProvider.System);
        for (var i = 0; i < nodes; i++)
        {
            var node = system.ActorOf(Props.Create(() => new SimulatedNode($"node-{i}", parcel, host._answers)), $"node-{i}");
            system.ActorOf(LinkActor.Props(cluster, pool.Actor, node, $"node-{i}"), $"link-{i}");
        }

        await cluster.WaitForWorkersAsync(nodes, CancellationToken.None).WaitAsync(Patience);
        await pool.Actor.Ask<PoolReady>(new AreYouReady(), Patience);
        return pool;
    }

    public override Task EndAsync(TimeSpan patience)
    {
        _answers.Dispose();
        return System.Terminate();
    }
}
