using System.Runtime.InteropServices;
using ActorMap.Cluster.Tests.Processes;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>Worker processes that stand still as a whole: no thread of theirs can say so.</summary>
public sealed partial class HungProcesses
{
    private const int Sigstop = 19, Sigkill = 9;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_process_that_hangs_as_a_whole_is_killed_and_another_takes_its_place()
    {
        await using var reception = new Reception(visit => visit.Item < 2);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, HangTimeout = Soon, StartTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 200)).ToArrayAsync();
        var zero = await reception.ComesAsync(visit => visit.Item == 0);
        var one = await reception.ComesAsync(visit => visit.Item == 1);

        // Nobody lets it go on. The other is busy, so only a process that takes its place can have its item.
        await Signals.SendAsync("STOP", zero.Process);
        var again = await reception.ComesAsync(visit => visit.Item == 0 && visit.Process != zero.Process);
        Assert.NotEqual(one.Process, again.Process);
        Assert.False(Running.IsThere(zero.Process));
        again.Leave();
        one.Leave();
        Assert.Equal(Enumerable.Range(0, 200).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
    }

    [Fact]
    public async Task An_item_that_hangs_its_process_each_time_is_the_one_failure_and_is_named()
    {
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, HangTimeout = Soon, StartTimeout = Reception.Deadline });
        var port = reception.Port;
        var outcomes = new List<MapResult<int, int>>();
        using var late = new CancellationTokenSource(Reception.Deadline);
        await foreach (var outcome in pool.Map((int item) => item == 77 ? Stop(port, item) : 2 * item, Enumerable.Range(0, 2_000)).Settled().WithCancellation(late.Token)) outcomes.Add(outcome);

        Assert.Equal(Enumerable.Range(0, 2_000).Select(item => (long)item), outcomes.Select(outcome => outcome.Index));
        Assert.Equal([77L], outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Index));
        var error = Assert.IsType<WorkerLostException>(outcomes[77].Error);
        Assert.Equal(Sigkill, error.Signal);
        Assert.Matches("it said nothing for [0-9]+ s, and was ended for it", error.Message);

        // It hung no more processes than it may, and each item that merely was there ran on.
        Assert.InRange(reception.Visits.Select(visit => visit.Process).Distinct().Count(), 2, 3);
        Assert.DoesNotContain(reception.Visits, visit => Running.IsThere(visit.Process));
    }

    [Fact]
    public async Task A_process_may_be_silent_for_ever_where_that_is_asked_for_and_nothing_shorter_than_its_beats()
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ClusterPool.StartProcessesAsync(new ProcessOptions { HangTimeout = TimeSpan.FromSeconds(3) }));
        Assert.Contains("ProcessOptions.HangTimeout must be at least 4 s", error.Message, StringComparison.Ordinal);
        Assert.Equal("HangTimeout", error.ParamName);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, HangTimeout = Timeout.InfiniteTimeSpan, StartTimeout = Reception.Deadline });
        Assert.Equal(1, pool.Workers);
    }

    [Fact]
    public async Task Waits_that_no_timer_can_wait_and_names_that_no_message_can_carry_are_refused_by_name()
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ClusterPool.StartProcessesAsync(new ProcessOptions { StartTimeout = TimeSpan.MaxValue }));
        Assert.Contains("ProcessOptions.StartTimeout must be more than zero and at most 49 days", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ClusterNode.StartAsync(new NodeOptions { JoinTimeout = TimeSpan.MaxValue }));
        Assert.Contains("NodeOptions.JoinTimeout", error.Message, StringComparison.Ordinal);

        var name = new string('f', 20_000);
        var functions = new FunctionRegistry().Add(name, MapFunction.WithState(0, (int state, int item) => item));
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => ClusterPool.StartProcessesAsync(new ProcessOptions { Functions = functions }));
        Assert.Contains("ProcessOptions.Functions has a name of 20,000 characters", refusal.Message, StringComparison.Ordinal);
    }

    private static int Stop(int port, int item)
    {
        Reception.Visit(port, item);
        _ = kill(Environment.ProcessId, Sigstop);
        while (true) Thread.SpinWait(100);
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
