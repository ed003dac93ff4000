using System.Diagnostics;
using ActorMap.Cluster.Pools;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class BusyNodes : IAsyncLifetime
{
    private static readonly Config Impatient = ConfigurationFactory.ParseString("akka.cluster.failure-detector { heartbeat-interval = 500ms, acceptable-heartbeat-pause = 6s }");

    private static readonly TimeSpan LongerThanThat = TimeSpan.FromSeconds(10);

    // Who had no core at all for so long was not kept from it by the work of these nodes: they have less than ten threads a core.
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(1);

    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

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
        var (all, state) = (2 * busy.Workers, ((ClusterHost)pool.Host).State);
        for (var round = 1; ; round++)
        {
            await state.WaitForWorkersAsync(all, CancellationToken.None).WaitAsync(Reception.Deadline);
            var links = state.Links.Keys.Order().ToArray();
            var before = await seen.Ask<int>("how many?", Reception.Deadline);

            // Each of the workers spins for longer than the detector's patience, and so does a thread here, which is a member, too.
            var here = Task.Factory.StartNew(() => Spin(LongerThanThat, pause: 10), TaskCreationOptions.LongRunning);
            var there = pool.Map((int item) => Spin(LongerThanThat, pause: 0), Enumerable.Range(0, all)).ToArrayAsync();
            var longest = (await there.WaitAsync(Reception.Deadline)).Append(await here).Max();
            var unreachable = await seen.Ask<int>("how many?", Reception.Deadline) - before;
            if (unreachable == 0 && links.SequenceEqual(state.Links.Keys.Order())) return;

            // A machine that gave one of them no core for a second and more shows nothing: once more.
            Assert.True(round < 4 && longest > Standstill, $"{unreachable} members were unreachable, and nobody was without a core for longer than {longest}");
        }
    }

    /// <summary>The longest time in which this thread did not get to look at the clock.</summary>
    private static TimeSpan Spin(TimeSpan length, int pause)
    {
        var (watch, last, longest) = (Stopwatch.StartNew(), TimeSpan.Zero, TimeSpan.Zero);
        while (last < length)
        {
            if (pause > 0) Thread.Sleep(pause);
            var now = watch.Elapsed;
            if (now - last > longest) longest = now - last;
            last = now;
        }

        return longest;
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
