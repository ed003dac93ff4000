using System.Diagnostics;
using ActorMap.Cluster.Processes;
using ActorMap.Cluster.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class ComingAndGoing(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_node_that_joins_during_a_job_gets_work()
    {
        await using var reception = new Reception(visit => visit.Process == Environment.ProcessId);
        var seed = await _cluster.NodeAsync();
        var pool = await _cluster.ClientAsync(null, 1, seed.Address);
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 50)).ToArrayAsync();
        var own = await reception.ComesAsync(_ => true);

        var process = await _cluster.ProcessAsync(null, seed.Address);
        var watch = Stopwatch.StartNew();
        await reception.ComesAsync(visit => visit.Process == process.Pid);
        output.WriteLine($"works {watch.ElapsedMilliseconds} ms after it is up");

        own.Leave();
        var rest = LeaveAsync(reception, map);
        Assert.Equal(Enumerable.Range(0, 50).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
        await rest;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_node_that_is_told_to_leave_finishes_or_gives_back_what_it_holds(bool disposed)
    {
        await using var reception = new Reception(_ => true);
        var seed = await _cluster.NodeAsync();
        var process = await _cluster.ProcessAsync(Cluster.Node with { Workers = 2 }, seed.Address);
        var pool = await _cluster.ClientAsync(null, 3, seed.Address);
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 60)).ToArrayAsync();
        var first = await reception.ComesAsync(visit => visit.Process == process.Pid);
        var second = await reception.ComesAsync(visit => visit.Process == process.Pid && visit.Item != first.Item);

        if (disposed) _ = process.StopAsync(Reception.Deadline);
        else await Signals.SendAsync("TERM", process.Pid);
        first.Leave();
        second.Leave();
        var watch = Stopwatch.StartNew();
        Assert.Equal(WorkerExitCode.Stopped, (await process.Exited.WaitAsync(Reception.Deadline)).Code);
        output.WriteLine($"gone {watch.ElapsedMilliseconds} ms after its last item");

        var rest = LeaveAsync(reception, map);
        Assert.Equal(Enumerable.Range(0, 60).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
        await rest;
        var visits = reception.Visits.GroupBy(visit => visit.Item).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal((1, 1), (visits[first.Item], visits[second.Item]));
    }

    [Fact]
    public async Task A_node_is_gone_though_an_item_on_it_does_not_end()
    {
        await using var reception = new Reception(_ => true);
        var deaf = await _cluster.NodeAsync();
        var pool = await _cluster.ClientAsync(null, 1, deaf.Address);
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), [21]).ToArrayAsync();
        await reception.ComesAsync(visit => visit.Process == Environment.ProcessId);
        var other = await _cluster.ProcessAsync(null, deaf.Address);

        await deaf.DisposeAsync().AsTask().WaitAsync(Reception.Deadline);

        // Nobody let it go there; it is dealt again.
        (await reception.ComesAsync(visit => visit.Process == other.Pid)).Leave();
        Assert.Equal(42, Assert.Single(await map.WaitAsync(Reception.Deadline)));
    }

    [Fact]
    public async Task A_map_ends_with_an_error_when_its_last_node_is_gone_for_too_long()
    {
        await using var reception = new Reception(_ => true);
        var seed = await _cluster.ProcessAsync();
        var time = new JumpingTime();
        var pool = await _cluster.ClientAsync(Cluster.Client with { Time = time }, 1, seed.Address);
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 5)).ToArrayAsync();
        await reception.ComesAsync(_ => true);

        seed.Kill();
        using var late = new CancellationTokenSource(Reception.Deadline);
        while (pool.Workers > 0) await Task.Delay(20, late.Token);
        time.Jump(Reception.Deadline);

        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => map.WaitAsync(Reception.Deadline));
        Assert.Contains("no worker for 240 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_map_goes_on_when_another_node_comes_in_time()
    {
        await using var reception = new Reception(visit => visit.Process != Environment.ProcessId);
        var seed = await _cluster.ProcessAsync();
        var client = await _cluster.ClientAsync(null, 1, seed.Address);
        var at = reception.Port;
        var map = client.Map((int item) => Reception.Visit(at, item), Enumerable.Range(0, 5)).ToArrayAsync();
        await reception.ComesAsync(_ => true);

        seed.Kill();
        var self = Akka.Cluster.Cluster.Get(client.Host.System).SelfAddress;
        await _cluster.NodeAsync(null, FormattableString.Invariant($"{self.Host}:{self.Port}"));

        Assert.Equal(Enumerable.Range(0, 5).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
    }

    /// <summary>Lets everybody go, as they come, until the map ends.</summary>
    private static async Task LeaveAsync(Reception reception, Task map)
    {
        var seen = new HashSet<Visit>(ReferenceEqualityComparer.Instance);
        while (!map.IsCompleted)
        {
            foreach (var visit in reception.Visits.Where(seen.Add)) visit.Leave();
            await Task.WhenAny(map, reception.ComesAsync(visit => !seen.Contains(visit)));
        }
    }
}
