using System.Diagnostics;
using ActorMap.Cluster.Pools;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class BusyNodes : IAsyncDisposable
{
    private static readonly Config Impatient = ConfigurationFactory.ParseString("akka.cluster.failure-detector { heartbeat-interval = 500ms, acceptable-heartbeat-pause = 3s }");

    private readonly Cluster _cluster = new();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Work_that_keeps_all_cores_busy_makes_nobody_unreachable()
    {
        var busy = Cluster.Node with { Workers = 2 * Environment.ProcessorCount, Config = Impatient.WithFallback(Cluster.Node.Config) };
        var seed = await _cluster.ProcessAsync(busy);
        await _cluster.ProcessAsync(busy, seed.Address);
        var pool = await _cluster.ClientAsync(Cluster.Client with { Config = Impatient.WithFallback(Cluster.Client.Config) }, 2 * busy.Workers, seed.Address);
        var system = pool.Host.System;
        var seen = system.ActorOf(Akka.Actor.Props.Create(() => new Unreachable()));
        Akka.Cluster.Cluster.Get(system).Subscribe(seen, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.UnreachableMember));
        var links = ((ClusterHost)pool.Host).State.Links.Keys.Order().ToArray();

        // Each of the workers spins for longer than the detector's patience.
        var workers = 2 * busy.Workers;
        await pool.Map(
            (int item) =>
            {
                var watch = Stopwatch.StartNew();
                while (watch.Elapsed < TimeSpan.FromSeconds(6))
                {
                }

                return item;
            },
            Enumerable.Range(0, workers)).ToArrayAsync().WaitAsync(Reception.Deadline);

        Assert.Equal(0, await seen.Ask<int>("how many?", Reception.Deadline));
        Assert.Equal(links, ((ClusterHost)pool.Host).State.Links.Keys.Order());
    }

    private sealed class Unreachable : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            if (message is ClusterEvent.UnreachableMember) _count++;
            else if (message is string) Sender.Tell(_count);
        }
    }
}
