using Xunit;

namespace ActorMap.Tests.Pool;

public abstract partial class PoolContract
{
    [Fact]
    public async Task What_a_worker_hangs_on_is_answered_by_another_where_the_map_speculates()
    {
        if (Nodes == 1 && Workers == 1) return;
        await using var pool = await StartAsync(Hasty(Workers));
        var (gate, mark) = (Witness.New(), Path.GetTempFileName());
        File.Delete(mark);
        var map = pool.Map((int i) => { if (i == 30 && IsFirst(mark)) Gate.Pass(gate); return 2 * i; }, Enumerable.Range(0, 100).ToArray());
        var results = await Within(map.With(new MapOptions { Speculate = true }).ToArrayAsync());
        var before = results.ToArray();
        Gate.Open(gate);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => 2 * i), results);

        // Who comes late writes nowhere; the pool goes on.
        Assert.Equal(new[] { 0, 1, 2 }, await Within(pool.Map((int i) => i, Enumerable.Range(0, 3)).ToArrayAsync()));
        Assert.Equal(before, results);
        File.Delete(mark);
    }

    [Fact]
    public async Task What_a_worker_hangs_on_is_waited_for_where_the_map_does_not_speculate()
    {
        var (gate, mark) = (Witness.New(), Path.GetTempFileName());
        File.Delete(mark);
        var running = Pool.Map((int i) => { if (i == 30 && IsFirst(mark)) Gate.Pass(gate); return 2 * i; }, Enumerable.Range(0, 100).ToArray()).ToArrayAsync();
        await Within(Gate.Arrival(gate));
        Assert.False(running.IsCompleted);
        Gate.Open(gate);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => 2 * i), await Within(running));
        File.Delete(mark);
    }

    [Fact]
    public async Task Of_two_copies_the_first_outcome_counts_and_failures_are_told_and_tried_again_once()
    {
        var map = Pool.Map((int i) => i % 7 == 3 ? throw new InvalidOperationException("as planned") : i, Enumerable.Range(0, 200));
        var outcomes = await ListAsync(map.With(new MapOptions { Speculate = true, Retries = 2, RetryDelay = RetryDelay.None }).Settled());
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long)i), outcomes.Select(outcome => outcome.Index));
        Assert.All(outcomes, outcome => Assert.Equal((outcome.Index % 7 != 3, outcome.Index % 7 == 3 ? 3 : 1), (outcome.Succeeded, outcome.Attempts)));
    }

    /// <summary>Whether nobody has asked before, in whatever process.</summary>
    private static bool IsFirst(string mark)
    {
        try
        {
            using var file = new FileStream(mark, FileMode.CreateNew);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
