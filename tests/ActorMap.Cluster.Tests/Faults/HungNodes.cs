using System.Diagnostics;
using ActorMap.Cluster.Tests.Processes;
using Akka.Configuration;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class HungNodes(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_nodes_ranges_run_elsewhere_while_it_hangs_and_then_it_serves_again()
    {
        var patient = ConfigurationFactory.ParseString("actormap.cluster.down-after = 300s");
        var open = false;
        await using var reception = new Reception(visit => visit.Item < 100 || (visit.Process == Environment.ProcessId && !Volatile.Read(ref open)));
        var seed = await _cluster.NodeAsync(Cluster.Node with { Config = patient.WithFallback(Cluster.Node.Config) });
        var process = await _cluster.ProcessAsync(Cluster.Node with { Config = patient.WithFallback(Cluster.Node.Config) }, seed.Address);
        var pool = await _cluster.ClientAsync(Cluster.Client with { Config = patient.WithFallback(Cluster.Client.Config) }, 2, seed.Address);
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 3)).ToArrayAsync();
        var held = await reception.ComesAsync(visit => visit.Process == process.Pid);
        var own = await reception.ComesAsync(visit => visit.Process != process.Pid);
        var watch = Stopwatch.StartNew();
        await Signals.SendAsync("STOP", process.Pid);
        try
        {
            own.Leave();
            var third = await reception.ComesAsync(visit => visit.Process != process.Pid && visit != own && visit.Item != held.Item);
            third.Leave();
            var again = await reception.ComesAsync(visit => visit.Item == held.Item && visit.Process != process.Pid);
            output.WriteLine($"running elsewhere {watch.ElapsedMilliseconds} ms after the stop");

            // Its answer to the old session changes nothing.
            held.Leave();
            watch.Restart();
            await Signals.SendAsync("CONT", process.Pid);
            again.Leave();
            Assert.Equal(Enumerable.Range(0, 3).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));

            var next = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(100, 50)).ToArrayAsync();
            await reception.ComesAsync(visit => visit.Item >= 100 && visit.Process == process.Pid);
            output.WriteLine($"serves again {watch.ElapsedMilliseconds} ms after it goes on");
            Volatile.Write(ref open, true);
            foreach (var visit in reception.Visits) visit.Leave();
            Assert.Equal(Enumerable.Range(100, 50).Select(item => 2 * item), await next.WaitAsync(Reception.Deadline));
        }
        finally
        {
            await Signals.SendAsync("CONT", process.Pid);
        }
    }

    [Fact]
    public async Task A_job_goes_on_at_a_node_that_hung_while_its_worker_still_runs_an_item_of_the_old_session()
    {
        await using var reception = new Reception(_ => true);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, HangTimeout = Timeout.InfiniteTimeSpan, StartTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 2)).ToArrayAsync();
        var old = await reception.ComesAsync(_ => true);
        await Signals.SendAsync("STOP", old.Process);
        var lost = WorkersAsync(pool, 0);
        try
        {
            await lost;
        }
        finally
        {
            await Signals.SendAsync("CONT", old.Process);
        }

        await WorkersAsync(pool, 1);
        old.Leave();
        var again = await reception.ComesAsync(visit => visit.Item == old.Item && !ReferenceEquals(visit, old));
        again.Leave();
        (await reception.ComesAsync(visit => visit.Item != old.Item)).Leave();
        Assert.Equal(Enumerable.Range(0, 2).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
    }

    private static async Task WorkersAsync(MapPool pool, int workers)
    {
        using var late = new CancellationTokenSource(Reception.Deadline);
        while (pool.Workers != workers) await Task.Delay(20, late.Token);
    }
}
