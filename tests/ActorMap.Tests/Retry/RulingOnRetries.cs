using ActorMap.Messages;
using ActorMap.Retry;
using Xunit;

namespace ActorMap.Tests.Retry;

/// <summary>Whether a failed try gets another, and when.</summary>
public sealed class RulingOnRetries
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void An_item_is_tried_again_as_often_as_was_said()
    {
        var rule = new RetryRule(2, RetryDelay.None, null, 0);
        Assert.Equal([true, true, false], new[] { 1, 2, 3 }.Select(attempts => rule.TryNext(Failure(0, attempts), out _)));
        Assert.False(new RetryRule(0, RetryDelay.None, null, 0).TryNext(Failure(0, 1), out _));
    }

    [Fact]
    public void The_predicate_sees_what_was_thrown()
    {
        var rule = new RetryRule(1, RetryDelay.None, error => error is TimeoutException, 0);
        Assert.True(rule.TryNext(Failure(0, 1, new TimeoutException()), out _));
        Assert.False(rule.TryNext(Failure(0, 1, new FormatException()), out _));
    }

    [Fact]
    public void Where_what_was_thrown_is_not_here_the_predicate_sees_the_failure()
    {
        var rule = new RetryRule(1, RetryDelay.None, error => error is MapItemException { Index: 3 }, 0);
        Assert.True(rule.TryNext(Failure(3, 1), out _));
    }

    [Fact]
    public void A_predicate_that_throws_means_no() =>
        Assert.False(new RetryRule(1, RetryDelay.None, _ => throw new FormatException(), 0).TryNext(Failure(0, 1), out _));

    [Fact]
    public void The_wait_is_between_half_and_all_of_the_rules()
    {
        var rule = new RetryRule(9, RetryDelay.Exponential(Second, 2, 5 * Second), null, 7);
        for (var index = 0; index < 1_000; index++)
        {
            foreach (var (attempts, whole) in new[] { (1, Second), (2, 2 * Second), (3, 4 * Second), (4, 5 * Second), (9, 5 * Second) })
            {
                Assert.True(rule.TryNext(Failure(index, attempts), out var wait));
                Assert.InRange(wait, whole / 2, whole);
            }
        }
    }

    [Fact]
    public void Waits_spread_over_their_range()
    {
        var waits = Enumerable.Range(0, 1_000).Select(index => Wait(seed: 0, index, 1) / Second).ToArray();
        Assert.InRange(waits.Average(), 0.73, 0.77);
        Assert.True(waits.Distinct().Count() > 990);
    }

    [Fact]
    public void The_same_seed_waits_the_same()
    {
        Assert.Equal(Wait(seed: 5, 3, 1), Wait(seed: 5, 3, 1));
        Assert.NotEqual(Wait(seed: 5, 3, 1), Wait(seed: 6, 3, 1));
        Assert.NotEqual(Wait(seed: 5, 3, 1), Wait(seed: 5, 3, 2));
        Assert.NotEqual(Wait(seed: 5, 3, 1), Wait(seed: 5, 4, 1));
    }

    [Fact]
    public void No_number_of_tries_makes_a_wait_overflow()
    {
        Assert.Equal(TimeSpan.Zero, RetryDelay.Exponential(TimeSpan.Zero).After(int.MaxValue, 0.9));

        // No timer waits longer.
        Assert.InRange(RetryDelay.Exponential(Second, 10, TimeSpan.MaxValue).After(int.MaxValue, 0.9), Second, TimeSpan.FromDays(49));
        Assert.InRange(RetryDelay.Constant(TimeSpan.MaxValue).After(1, 0.9), Second, TimeSpan.FromDays(49));
    }

    private static TimeSpan Wait(int seed, long index, int attempts)
    {
        Assert.True(new RetryRule(5, RetryDelay.Constant(Second), null, seed).TryNext(Failure(index, attempts), out var wait));
        return wait;
    }

    private static ItemFailure Failure(long index, int attempts, Exception? original = null) =>
        new(index, attempts, new WorkerInfo(0, "here"), "Some.Exception", "no", null, original, TimeSpan.Zero);
}
