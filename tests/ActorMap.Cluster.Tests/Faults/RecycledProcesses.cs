using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>Processes that make way for fresh ones between items, and items that are too large for any.</summary>
public sealed class RecycledProcesses(ITestOutputHelper output)
{
    private const long Limit = 400_000_000;
    private static readonly List<byte[]> Leaked = [];

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(1, 10)]
    public async Task A_process_runs_as_many_items_as_it_may_and_no_more(int workers, int? chunk)
    {
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, WorkersPerProcess = workers, ItemsPerWorker = 50, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 240)).With(new MapOptions { ChunkSize = chunk });
        Assert.Equal(Enumerable.Range(0, 240).Select(item => 2 * item), await map.ToArrayAsync().WaitAsync(Reception.Deadline));
        var shares = reception.Visits.GroupBy(visit => visit.Process).Select(visits => visits.Count()).ToArray();
        output.WriteLine(string.Join(", ", shares));
        Assert.All(shares, items => Assert.InRange(items, 1, 50 * workers));
        Assert.Equal(240, reception.Visits.Count);
    }

    [Fact]
    public async Task A_process_that_has_grown_makes_way_between_items_and_nothing_fails_or_runs_twice()
    {
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, MemoryLimit = Limit, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map((int item) => Leak(port, item), Enumerable.Range(0, 60)).ToArrayAsync();
        Assert.Equal(Enumerable.Range(0, 60).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
        Assert.Equal(Enumerable.Range(0, 60), reception.Visits.Select(visit => visit.Item).Order());
        var processes = reception.Visits.Select(visit => visit.Process).Distinct().Count();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{processes} processes for 60 items that leak 30 MB each"));
        Assert.InRange(processes, 4, 60);
    }

    [Fact]
    public async Task An_item_that_alone_takes_more_than_the_limit_fails_and_no_other()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, MemoryLimit = Limit, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var map = pool.Map((int item) => item == 40 ? Fill() : 2 * item, Enumerable.Range(0, 100)).With(new MapOptions { KillsAllowed = 5 });
        var outcomes = new List<MapResult<int, int>>();
        using var late = new CancellationTokenSource(Reception.Deadline);
        await foreach (var outcome in map.Settled().WithCancellation(late.Token)) outcomes.Add(outcome);
        Assert.Equal(Enumerable.Range(0, 100).Select(item => (long)item), outcomes.Select(outcome => outcome.Index));
        Assert.Equal([40L], outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Index));
        var error = Assert.IsType<WorkerLostException>(outcomes[40].Error);
        output.WriteLine(error.Message);
        Assert.Contains("memory limit of 400,000,000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal((9, 2), (error.Signal, error.Attempts));
    }

    [Fact]
    public async Task A_limit_that_an_idle_process_is_past_is_said_at_the_start()
    {
        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, MemoryLimit = 1_000_000, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline }));
        Assert.Contains("MemoryLimit is 1,000,000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_kernel_kills_for_memory_is_named_as_any_other()
    {
        // A memory cgroup that only the item's process joins: the kernel's own kill, where this machine lets one be made.
        using var group = MemoryGroup.TryCreate(300_000_000);
        output.WriteLine(group is null ? "no memory cgroup can be made here: the item is killed as the kernel would, by SIGKILL" : group.Path);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var path = group?.Path;
        var map = pool.Map((int item) => item == 40 ? MemoryGroup.Exhaust(path) : 2 * item, Enumerable.Range(0, 100));
        var outcomes = new List<MapResult<int, int>>();
        using var late = new CancellationTokenSource(Reception.Deadline);
        await foreach (var outcome in map.Settled().WithCancellation(late.Token)) outcomes.Add(outcome);
        Assert.Equal(Enumerable.Range(0, 100).Select(item => (long)item), outcomes.Select(outcome => outcome.Index));
        Assert.Equal([40L], outcomes.Where(outcome => outcome.Error is WorkerLostException { Signal: 9, Index: 40 }).Select(outcome => outcome.Index));
        Assert.Equal(99, outcomes.Count(outcome => outcome.Succeeded));
    }

    /// <summary>Memory that is touched, or it would not be there.</summary>
    internal static byte[] Touched(int bytes)
    {
        var block = new byte[bytes];
        Array.Fill(block, (byte)1);
        return block;
    }

    private static int Leak(int port, int item)
    {
        Leaked.Add(Touched(30_000_000));

        // Long enough for the process to see how large it is.
        var until = System.Diagnostics.Stopwatch.StartNew();
        while (until.ElapsedMilliseconds < 150) Thread.SpinWait(1000);
        return Reception.Visit(port, item);
    }

    private static int Fill()
    {
        for (var held = new List<byte[]>(); ; Thread.Sleep(10))
        {
            if (held.Count < 60) held.Add(Touched(10_000_000));
        }
    }
}
