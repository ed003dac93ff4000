using System.Diagnostics;
using ActorMap.Cluster.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class KilledProcesses(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task What_a_killed_process_held_runs_elsewhere_at_once_and_the_result_is_complete_and_in_order()
    {
        var first = 0;
        await using var reception = new Reception(_ => Interlocked.Increment(ref first) == 1);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 200)).ToArrayAsync();

        var victim = await reception.ComesAsync(_ => true);
        await reception.ComesAsync(visit => visit.Process != victim.Process);
        var watch = Stopwatch.StartNew();
        await Signals.SendAsync("KILL", victim.Process);
        await reception.ComesAsync(visit => visit.Item == victim.Item && visit.Process != victim.Process);
        output.WriteLine($"running elsewhere {watch.ElapsedMilliseconds} ms after the kill");

        Assert.Equal(Enumerable.Range(0, 200).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
    }

    [Fact]
    public async Task A_start_that_its_caller_gives_up_ends_with_the_callers_token()
    {
        // A launch waits for its process no longer than StartTimeout: with the first timer it is under way.
        using var source = new CancellationTokenSource();
        var start = ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, Time = new FirstTimer(source.Cancel) }, source.Token);
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start.WaitAsync(Reception.Deadline));
        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public async Task Another_takes_the_place_of_a_killed_process()
    {
        await using var reception = new Reception(visit => visit.Item < 2);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 2)).ToArrayAsync();
        var zero = await reception.ComesAsync(visit => visit.Item == 0);
        var one = await reception.ComesAsync(visit => visit.Item == 1);

        // Whoever is left waits, so only a new process can take it.
        var watch = Stopwatch.StartNew();
        await Signals.SendAsync("KILL", zero.Process);
        var again = await reception.ComesAsync(visit => visit.Item == 0 && visit.Process != zero.Process);
        output.WriteLine($"in a new process {watch.ElapsedMilliseconds} ms after the kill");

        Assert.NotEqual(one.Process, again.Process);
        one.Leave();
        again.Leave();
        Assert.Equal(Enumerable.Range(0, 2).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
    }

    [Fact]
    public async Task Each_item_has_one_outcome_though_processes_are_killed_again_and_again()
    {
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var killed = new HashSet<int>();
        var outcomes = new List<MapResult<int, int>>();
        await foreach (var outcome in pool.Map((int item) => item % 500 == 0 ? Reception.Visit(port, item) : 2 * item, Enumerable.Range(0, 20_000)).AsCompleted())
        {
            outcomes.Add(outcome);
            if (outcome.Index % 5_000 == 0 && reception.Visits.LastOrDefault(visit => !killed.Contains(visit.Process)) is { } victim && killed.Add(victim.Process))
                await Signals.SendAsync("KILL", victim.Process);
        }

        Assert.InRange(killed.Count, 1, 4);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(item => (long)item), outcomes.Select(outcome => outcome.Index).Order());
        Assert.All(outcomes, outcome => Assert.Equal(2 * (int)outcome.Index, outcome.Value));
    }

    [Fact]
    public async Task What_a_killed_node_of_a_cluster_held_runs_elsewhere_at_once()
    {
        var first = 0;
        await using var reception = new Reception(_ => Interlocked.Increment(ref first) == 1);
        var seed = await _cluster.ProcessAsync();
        await _cluster.ProcessAsync(null, seed.Address);
        var pool = await _cluster.ClientAsync(null, 2, seed.Address);
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 200)).ToArrayAsync();

        var victim = await reception.ComesAsync(_ => true);
        await reception.ComesAsync(visit => visit.Process != victim.Process);
        var watch = Stopwatch.StartNew();
        await Signals.SendAsync("KILL", victim.Process);
        await reception.ComesAsync(visit => visit.Item == victim.Item && visit.Process != victim.Process);
        output.WriteLine($"running elsewhere {watch.ElapsedMilliseconds} ms after the kill");

        Assert.Equal(Enumerable.Range(0, 200).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
    }

    private sealed class FirstTimer(Action made) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            made();
            return System.CreateTimer(callback, state, dueTime, period);
        }
    }
}
