using ActorMap.Retry;
using ActorMap.Tests.Simulation;
using CsCheck;
using Xunit;

namespace ActorMap.Tests.Retry;

/// <summary>Failed items until their next try.</summary>
public sealed class WaitingForRetries
{
    private readonly RetryQueue _queue = new();

    [Fact]
    public void An_item_is_not_tried_before_it_is_due()
    {
        _queue.Add(new WaitingRetry(4, 2, Avoid: 0), Seconds(3));
        Assert.False(_queue.TryTake(Seconds(2), 1, false, out _));
        Assert.Equal(Seconds(3), _queue.NextAfter(Seconds(2)));
        Assert.True(_queue.TryTake(Seconds(3), 1, false, out var retry));
        Assert.Equal(new WaitingRetry(4, 2, 0), retry);
        Assert.Equal((0, null), (_queue.Count, _queue.NextAfter(Seconds(3))));
    }

    [Fact]
    public void An_item_does_not_go_back_to_the_worker_on_which_it_failed()
    {
        _queue.Add(new WaitingRetry(4, 2, Avoid: 0), default);
        Assert.False(_queue.TryTake(Seconds(1), 0, false, out _));
        Assert.Equal(1, _queue.Count);
        Assert.True(_queue.TryTake(Seconds(1), 1, false, out _));
    }

    /// <summary>All others may be in long items or stuck.</summary>
    [Fact]
    public void But_where_no_other_comes_for_long_enough_it_does()
    {
        _queue.Add(new WaitingRetry(4, 2, Avoid: 0), Seconds(3));
        _queue.Add(new WaitingRetry(5, 2, Avoid: 0), Seconds(20));
        Assert.False(_queue.TryTake(Seconds(4), 0, false, out _));
        Assert.False(_queue.TryTakeStuck(Seconds(4), out _));
        var late = Seconds(4) + RetryQueue.Patience;
        Assert.Equal(late, _queue.NextAfter(Seconds(4)));
        Assert.Equal(Seconds(20), _queue.NextAfter(late));
        Assert.False(_queue.TryTake(late, 0, false, out _));
        Assert.True(_queue.TryTakeStuck(late, out var retry));
        Assert.Equal(4, retry.Index);
        Assert.False(_queue.TryTakeStuck(Seconds(20), out _));
    }

    [Fact]
    public void A_worker_that_is_alone_tries_again_itself()
    {
        _queue.Add(new WaitingRetry(4, 2, Avoid: 0), default);
        Assert.True(_queue.TryTake(Seconds(1), 0, alone: true, out _));
    }

    [Fact]
    public void An_item_that_a_worker_must_not_have_does_not_hide_the_next()
    {
        _queue.Add(new WaitingRetry(4, 2, Avoid: 0), default);
        _queue.Add(new WaitingRetry(5, 2, Avoid: 1), Seconds(1));
        Assert.True(_queue.TryTake(Seconds(1), 0, false, out var retry));
        Assert.Equal(5, retry.Index);
    }

    [Fact]
    public void Behind_the_bound_nothing_waits()
    {
        for (var index = 0; index < 10; index++) _queue.Add(new WaitingRetry(index, 2, 0), Seconds(index % 2));
        Assert.False(_queue.TryTake(default, 0, false, out _));
        _queue.DropFrom(4);
        Assert.Equal(4, _queue.Count);
        var left = Enumerable.Range(0, 4).Select(_ => _queue.TryTake(Seconds(1), 1, false, out var retry) ? retry.Index : -1);
        Assert.Equal([0, 1, 2, 3], left.Order());
    }

    [Fact]
    public void Every_item_is_taken_once_and_none_before_its_time() => Cases.Hold(Gen.Select(Gen.Int[0, 50], Gen.Int[0, 3]).Array[0, 30], 500, waits =>
    {
        var queue = new RetryQueue();
        for (var index = 0; index < waits.Length; index++) queue.Add(new WaitingRetry(index, 2, waits[index].Item2), Seconds(waits[index].Item1));
        var taken = new HashSet<long>();
        for (var second = 0; second <= 50; second++)
        {
            for (var worker = 0; worker < 4; worker++)
            {
                while (queue.TryTake(Seconds(second), worker, false, out var retry))
                {
                    Assert.True(taken.Add(retry.Index));
                    Assert.NotEqual(worker, retry.Avoid);
                    Assert.Equal(second, waits[retry.Index].Item1);
                }
            }
        }

        Assert.Equal(waits.Length, taken.Count);
    });

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
