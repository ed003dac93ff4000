using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>Asynchronous items that keep their worker's thread: nothing on that thread can end their time.</summary>
public sealed class BlockedThreads
{
    // Far longer than what any of the others takes that gets a core now and then.
    private static readonly MapOptions Limited = new() { ItemTimeout = TimeSpan.FromSeconds(5), Concurrency = 8 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_asynchronous_item_that_blocks_its_thread_is_one_timeout_and_those_in_flight_beside_it_succeed(bool awaitsFirst)
    {
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map(
            async (int item) =>
            {
                if (awaitsFirst || item != 30) await Task.Delay(20);
                return item == 30 ? Block(port, item) : 2 * item;
            },
            Enumerable.Range(0, 100));
        var outcomes = await ListAsync(map.With(Limited).Settled());

        Assert.Equal([30L], outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Index));
        var error = outcomes[30].Error!;
        Assert.IsType<TimeoutException>(error.InnerException);
        Assert.Equal(1, error.Attempts);
        Assert.All(outcomes.Where(outcome => outcome.Succeeded), outcome => Assert.Equal((2 * outcome.Item, 1), (outcome.Value, outcome.Attempts)));

        // The thread that it kept is gone with its process.
        using var late = new CancellationTokenSource(Reception.Deadline);
        while (reception.Visits.Any(visit => Running.IsThere(visit.Process))) await Task.Delay(20, late.Token);
    }

    [Fact]
    public async Task It_is_tried_again_in_another_process()
    {
        await using var reception = new Reception(_ => false);
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var port = reception.Port;
        var map = pool.Map(new BlocksOnce(port), Enumerable.Range(0, 10));
        var values = await map.With(Limited with { Retries = 1, RetryDelay = RetryDelay.None }).ToArrayAsync().WaitAsync(Reception.Deadline);

        Assert.Equal(Enumerable.Range(0, 10).Select(item => 2 * item), values);
        Assert.Equal(2, reception.Visits.Where(visit => visit.Item == 3).Select(visit => visit.Process).Distinct().Count());
    }

    private static int Block(int port, int item)
    {
        Reception.Visit(port, item);
        while (true) Thread.Sleep(1_000);
    }

    private sealed class BlocksOnce(int port) : IAsyncMapFunction<int, int>
    {
        public ValueTask<int> InvokeAsync(int item, MapContext context) => RunAsync(item, context.Attempt);

        private async ValueTask<int> RunAsync(int item, int attempt)
        {
            await Task.Yield();
            if (item == 3) Reception.Visit(port, item);
            return item == 3 && attempt == 1 ? Block(port, item) : 2 * item;
        }
    }

    private static async Task<List<MapResult<int, int>>> ListAsync(IAsyncEnumerable<MapResult<int, int>> outcomes)
    {
        var list = new List<MapResult<int, int>>();
        using var late = new CancellationTokenSource(Reception.Deadline);
        await foreach (var outcome in outcomes.WithCancellation(late.Token)) list.Add(outcome);
        return list;
    }
}
