using System.Diagnostics;
using ActorMap.Cluster.Tests.Processes;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>A pool is disposed within two seconds whatever its processes and nodes do.</summary>
public sealed class EndingPools : IAsyncLifetime
{
    // An end that is in order would be waited for without end.
    private static readonly Config Patient = ConfigurationFactory.ParseString("""
        actormap.cluster.down-after = 300s
        akka.coordinated-shutdown { default-phase-timeout = 1h, phases { cluster-leave.timeout = 1h, cluster-exiting.timeout = 1h } }
        """);

    private readonly Cluster _cluster = new();
    private readonly Countdown _time = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_pool_over_processes_is_disposed_in_time_while_one_hangs_and_leaves_none_behind()
    {
        await using var reception = new Reception(_ => true);
        var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, Time = _time });
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 100)).ToArrayAsync();
        var one = await reception.ComesAsync(_ => true);
        var other = await reception.ComesAsync(visit => visit.Process != one.Process);
        await Signals.SendAsync("STOP", one.Process);

        _time.Begin();
        await pool.DisposeAsync().AsTask().WaitAsync(Reception.Deadline);

        await Assert.ThrowsAsync<PoolUnavailableException>(() => map);
        await GoneAsync(one.Process);
        await GoneAsync(other.Process);
    }

    [Fact]
    public async Task A_pool_over_processes_is_disposed_in_time_while_something_that_a_function_started_holds_what_was_printed_to()
    {
        var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline, Time = _time });
        var left = Assert.Single(await pool.Map((int seconds) => Process.Start("sleep", [$"{seconds}"]).Id, new[] { 3_600 }));
        try
        {
            _time.Begin();
            await pool.DisposeAsync().AsTask().WaitAsync(Reception.Deadline);
        }
        finally
        {
            await Signals.SendAsync("KILL", left);
        }
    }

    [Fact]
    public async Task A_pool_over_a_cluster_is_disposed_in_time_while_a_node_hangs()
    {
        var seed = await _cluster.NodeAsync(Cluster.Node with { Config = Patient.WithFallback(Cluster.Node.Config) });
        var process = await _cluster.ProcessAsync(Cluster.Node with { Config = Patient.WithFallback(Cluster.Node.Config) }, seed.Address);
        var pool = await _cluster.ClientAsync(Cluster.Client with { Config = Patient.WithFallback(Cluster.Client.Config), Time = _time }, 2, seed.Address);
        await Signals.SendAsync("STOP", process.Pid);
        try
        {
            _time.Begin();
            await pool.DisposeAsync().AsTask().WaitAsync(Reception.Deadline);
        }
        finally
        {
            await Signals.SendAsync("CONT", process.Pid);
        }
    }

    private static async Task GoneAsync(int process)
    {
        using var late = new CancellationTokenSource(Reception.Deadline);
        while (Running.IsThere(process)) await Task.Delay(20, late.Token);
    }
}
