using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class EndlessItems
{
    // Far longer than what any of the others takes that gets a core now and then.
    private static readonly MapOptions Limited = new() { ItemTimeout = TimeSpan.FromSeconds(5) };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public async Task An_endless_loop_is_one_timeout_and_its_process_makes_way_for_a_fresh_one(int processes, int workers)
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = processes, WorkersPerProcess = workers, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        await using var reception = new Reception(_ => false);
        var (port, spins) = (reception.Port, new[] { 5, 50 });
        var first = await ListAsync(pool.Map((int item) => spins.Contains(item) ? Spin(port, item) : 2 * item, Enumerable.Range(0, 100)).With(Limited).Settled());

        Assert.Equal(Enumerable.Range(0, 100).Select(item => (long)item), first.Select(outcome => outcome.Index));
        Assert.Equal([5L, 50L], first.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Index));
        Assert.All(spins, item => Assert.IsType<TimeoutException>(first[item].Error!.InnerException));
        Assert.All(spins, item => Assert.Equal(1, first[item].Error!.Attempts));

        // No thread of it spins on: whoever ran it is gone.
        using var late = new CancellationTokenSource(Reception.Deadline);
        while (reception.Visits.Any(visit => Running.IsThere(visit.Process))) await Task.Delay(20, late.Token);
        Assert.Equal(Enumerable.Range(0, 100).Select(item => 2 * item), await pool.Map((int item) => 2 * item, Enumerable.Range(0, 100)).ToArrayAsync().WaitAsync(Reception.Deadline));
    }

    [Fact]
    public async Task An_item_whose_time_was_up_is_tried_again_in_another_process()
    {
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map(
            (int item, MapContext context) => item == 3 && context.Attempt == 1 ? Spin(port, item) : Reception.Visit(port, item),
            Enumerable.Range(0, 10));
        var values = await map.With(Limited with { Retries = 1, RetryDelay = RetryDelay.Constant(TimeSpan.FromSeconds(3)) }).ToArrayAsync().WaitAsync(Reception.Deadline);

        Assert.Equal(Enumerable.Range(0, 10).Select(item => 2 * item), values);
        Assert.Equal(2, reception.Visits.Where(visit => visit.Item == 3).Select(visit => visit.Process).Distinct().Count());
    }

    private static int Spin(int port, int item)
    {
        Reception.Visit(port, item);
        while (true) Thread.SpinWait(100);
    }

    private static async Task<List<MapResult<int, int>>> ListAsync(IAsyncEnumerable<MapResult<int, int>> outcomes)
    {
        var list = new List<MapResult<int, int>>();
        await foreach (var outcome in outcomes.WithCancellation(new CancellationTokenSource(Reception.Deadline).Token)) list.Add(outcome);
        return list;
    }
}
