using ActorMap.Query;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Tests.Jobs;

/// <summary>Whoever can do with items and results takes many outcomes at once; failures come one by one, each in its place.</summary>
public sealed class TakingRuns : IAsyncLifetime
{
    private const int Count = 10_000;

    // Static, as a captured one would be state.
    private static readonly FakeTimeProvider Time = new();

    private MapPool _pool = null!;

    public async Task InitializeAsync() => _pool = await MapPool.StartAsync(new PoolOptions { Workers = 2 });

    public async Task DisposeAsync() => await _pool.DisposeAsync();

    [Fact]
    public async Task Runs_and_failures_are_all_outcomes_in_order()
    {
        var next = 0L;
        await using var outcomes = Outcomes(i => i % 1000 == 7 ? throw new InvalidOperationException("seven") : 2L * i);
        while (await outcomes.MoveNextAsync())
        {
            if (Runs(outcomes).TryTakeRun(out var items, out var results))
            {
                Assert.NotEqual(0, items.Length);
                Assert.Equal(items.Length, results.Length);
                for (var i = 0; i < items.Length; i++, next++) Assert.Equal((next, 2 * next), (items[i], results[i]));
                Assert.Equal(next - 1, outcomes.Current.Index);
                continue;
            }

            Assert.Equal(7, outcomes.Current.Index % 1000);
            Assert.Equal(next++, outcomes.Current.Index);
            Assert.Equal("seven", outcomes.Current.Error!.ErrorMessage);
        }

        Assert.Equal(Count, next);
        Assert.False(Runs(outcomes).TryTakeRun(out _, out _));
    }

    [Fact]
    public async Task A_run_begins_with_the_current_outcome()
    {
        await using var outcomes = Outcomes(i => i);
        Assert.False(Runs(outcomes).TryTakeRun(out _, out _));
        for (var i = 0; i < 100; i++) Assert.True(await outcomes.MoveNextAsync());
        Assert.Equal(99, outcomes.Current.Value);

        Assert.True(Runs(outcomes).TryTakeRun(out var items, out _));
        Assert.Equal(99, items[0]);
    }

    [Fact]
    public async Task Small_items_that_are_timed_together_have_the_mean_and_a_long_one_among_them_its_own()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1, Time = Time });
        var (seen, longest) = (0, TimeSpan.Zero);
        var map = pool.Map(static (int i) =>
        {
            Time.Advance(i == 90_000 ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromTicks(i % 10 == 0 ? 1 : 0));
            return 2L * i;
        }, Enumerable.Range(0, 100_000).ToArray());
        await foreach (var outcome in map.With(new MapOptions { TimesTogether = true }).Settled())
        {
            Assert.Equal((seen, seen, 2L * seen, 1), (outcome.Index, outcome.Item, outcome.Value, outcome.Attempts));
            if (outcome.Duration > longest) longest = outcome.Duration;
            else Assert.InRange(outcome.Duration, TimeSpan.Zero, TimeSpan.FromMicroseconds(1));
            seen++;
        }

        Assert.Equal(100_000, seen);
        Assert.InRange(longest, TimeSpan.FromMilliseconds(99), TimeSpan.FromMilliseconds(101));
    }

    private static IOutcomeRuns<int, long> Runs(IAsyncEnumerator<MapResult<int, long>> outcomes) => (IOutcomeRuns<int, long>)outcomes;

    private IAsyncEnumerator<MapResult<int, long>> Outcomes(Func<int, long> function) => _pool.Map(function, Enumerable.Range(0, Count).ToArray()).Settled().GetAsyncEnumerator();
}
