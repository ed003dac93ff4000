using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>Items that kill the process that runs them, in each way that there is.</summary>
public sealed partial class PoisonItems(ITestOutputHelper output)
{
    private const int Items = 2_000;
    private const int Sigkill = 9, Sigsegv = 11, Sigabrt = 6;

    [Theory]
    [InlineData(nameof(OverflowStack), 1, Sigabrt, null)]
    [InlineData(nameof(FailFast), 1, Sigabrt, null)]
    [InlineData(nameof(Segfault), 1, Sigsegv, null)]
    [InlineData(nameof(KillSelf), 1, Sigkill, null)]
    [InlineData("5", 1, null, 5)]
    [InlineData("3", 1, null, 3)]
    [InlineData("71", 1, null, 71)]
    [InlineData("75", 1, null, 75)]
    [InlineData(nameof(KillSelf), 2, Sigkill, null)]
    public async Task An_item_that_kills_its_process_is_the_one_failure_and_is_named(string how, int workers, int? signal, int? exitCode)
    {
        int[] poison = [0, 777];
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, WorkersPerProcess = workers, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var outcomes = await ListAsync(pool.Map((int item) => poison.Contains(item) ? Die(how, port, item) : 2 * item, Enumerable.Range(0, Items)).Settled());

        Assert.Equal(Enumerable.Range(0, Items).Select(item => (long)item), outcomes.Select(outcome => outcome.Index));
        Assert.All(outcomes.Where(outcome => outcome.Succeeded), outcome => Assert.Equal((2 * outcome.Item, 1), (outcome.Value, outcome.Attempts)));
        Assert.Equal(poison.Select(item => (long)item), outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Index));
        foreach (var item in poison)
        {
            var error = Assert.IsType<WorkerLostException>(outcomes[item].Error);
            output.WriteLine(error.Message);
            Assert.Equal((item, signal, exitCode), (error.Index, error.Signal, error.ExitCode));
            Assert.Contains(':', error.Node);
            Assert.Equal(error.Attempts, reception.Visits.Count(visit => visit.Item == item));
            Assert.InRange(error.Attempts, 2, 3);
        }

        // Each death of an item was another process's (in one of two workers both items can be when it dies), and the pool is whole again.
        var deaths = reception.Visits.Select(visit => (visit.Process, workers == 1 ? 0 : visit.Item)).ToArray();
        Assert.Equal(deaths.Length, deaths.Distinct().Count());
        await WorkersAsync(pool, 2 * workers);
        Assert.Equal(Enumerable.Range(0, 100).Select(item => 2 * item), await pool.Map((int item) => 2 * item, Enumerable.Range(0, 100)).ToArrayAsync().WaitAsync(Reception.Deadline));
    }

    [Fact]
    public async Task One_kill_is_enough_where_no_more_are_allowed()
    {
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map((int item) => item == 7 ? Die(nameof(KillSelf), port, item) : 2 * item, Enumerable.Range(0, 20));
        var outcomes = await ListAsync(map.With(new MapOptions { KillsAllowed = 1, Retries = 5 }).Settled());
        Assert.Equal([7L], outcomes.Where(outcome => outcome.Error is WorkerLostException { Attempts: 1, Signal: Sigkill }).Select(outcome => outcome.Index));
        Assert.Equal(19, outcomes.Count(outcome => outcome.Succeeded));
        Assert.Single(reception.Visits);
    }

    [Fact]
    public async Task Suspects_run_alone_and_who_is_innocent_succeeds()
    {
        // Two items are in the process when one of them kills it; then each has a process for itself.
        await using var reception = new Reception(visit => visit.Item is 0 or 1);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, WorkersPerProcess = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = ListAsync(pool.Map((int item) => Reception.Visit(port, item) == 0 ? Die(nameof(KillSelf), port, 100) : 2 * item, Enumerable.Range(0, 10)).With(new MapOptions { ChunkSize = 1 }).Settled());
        var innocent = await reception.ComesAsync(visit => visit.Item == 1);
        var culprit = await reception.ComesAsync(visit => visit.Item == 0);
        culprit.Leave();
        var again = await reception.ComesAsync(visit => visit.Item is 0 or 1 && visit != culprit && visit != innocent);
        Assert.NotEqual(culprit.Process, again.Process);
        again.Leave();
        var other = await reception.ComesAsync(visit => visit.Item == 1 - again.Item && visit != culprit && visit != innocent);
        Assert.Single(reception.Visits.TakeWhile(visit => visit != other), visit => visit.Process == again.Process && visit.Item < 100);
        other.Leave();
        var outcomes = await map;
        Assert.Equal([0L], outcomes.Where(outcome => outcome.Error is WorkerLostException).Select(outcome => outcome.Index));
        Assert.Equal(Enumerable.Range(1, 9).Select(item => 2 * item), outcomes.Where(outcome => outcome.Succeeded).Select(outcome => outcome.Value));
    }

    [Fact]
    public async Task Awaiting_items_are_suspects_too()
    {
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map(
            async (int item) =>
            {
                await Task.Yield();
                return item == 30 ? Die(nameof(FailFast), port, item) : 2 * item;
            },
            Enumerable.Range(0, 100));
        var outcomes = await ListAsync(map.With(new MapOptions { Concurrency = 8 }).Settled());
        Assert.Equal([30L], outcomes.Where(outcome => outcome.Error is WorkerLostException { Signal: Sigabrt }).Select(outcome => outcome.Index));
        Assert.Equal(99, outcomes.Count(outcome => outcome.Succeeded));
    }

    [Fact]
    public async Task A_function_that_kills_each_process_at_its_start_fails_the_map_and_not_the_pool()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var map = pool.Map(MapFunction.PerWorker(_ => Die(nameof(KillSelf), 0, 0), (int state, int item) => item), Enumerable.Range(0, 10)).ToArrayAsync();
        var error = await Assert.ThrowsAsync<ActorMapException>(() => map.WaitAsync(Reception.Deadline));
        Assert.Contains("killed by signal 9", error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 100).Select(item => 2 * item), await pool.Map((int item) => 2 * item, Enumerable.Range(0, 100)).ToArrayAsync().WaitAsync(Reception.Deadline));
    }

    [Fact]
    public async Task A_state_that_kills_each_process_as_it_is_read_fails_the_map_and_not_the_pool()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var native = new Native();
        var map = pool.Map((int item) => item + native.Version, Enumerable.Range(0, 10)).ToArrayAsync();
        var error = await Assert.ThrowsAsync<ActorMapException>(() => map.WaitAsync(Reception.Deadline));
        Assert.Contains("killed by signal 6", error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 100).Select(item => 2 * item), await pool.Map((int item) => 2 * item, Enumerable.Range(0, 100)).ToArrayAsync().WaitAsync(Reception.Deadline));
    }

    private static int Die(string how, int port, int item)
    {
        if (port != 0) Reception.Visit(port, item);
        switch (how)
        {
            case nameof(OverflowStack): return OverflowStack(item);
            case nameof(FailFast): FailFast(); break;
            case nameof(Segfault): Segfault(); break;
            case nameof(KillSelf): KillSelf(); break;
            default: Environment.Exit(int.Parse(how, CultureInfo.InvariantCulture)); break;
        }

        return -1;
    }

    private static int OverflowStack(int depth) => OverflowStack(depth + 1) + depth;

    private static void FailFast() => Environment.FailFast("poison");

    /// <summary>In code that the runtime does not know, so that it makes no exception of it.</summary>
    private static void Segfault() => _ = strlen(8);

    private static void KillSelf()
    {
        _ = kill(Environment.ProcessId, Sigkill);
        while (true) Thread.SpinWait(100);
    }

    /// <summary>Starts well in the program, and not in its worker processes.</summary>
    private sealed class Native
    {
        static Native()
        {
            if (Assembly.GetEntryAssembly() == typeof(ClusterPool).Assembly) FailFast();
        }

        public int Version { get; } = 1;
    }

    [LibraryImport("libc")]
    private static partial nuint strlen(nint text);

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    private static async Task WorkersAsync(MapPool pool, int workers)
    {
        using var late = new CancellationTokenSource(Reception.Deadline);
        while (pool.Workers != workers) await Task.Delay(20, late.Token);
    }

    private static async Task<List<MapResult<int, int>>> ListAsync(IAsyncEnumerable<MapResult<int, int>> outcomes)
    {
        var list = new List<MapResult<int, int>>();
        using var late = new CancellationTokenSource(Reception.Deadline);
        await foreach (var outcome in outcomes.WithCancellation(late.Token)) list.Add(outcome);
        return list;
    }
}
