using ActorMap.Chunking;
using ActorMap.Dispatch;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Tests.Dispatch;

/// <summary>A worker with nothing to do takes over what another has not started.</summary>
public sealed class TakingOver
{
    private readonly Dealer _dealer = new(new ChunkLength(new ChunkRules())) { Workers = 4 };

    [Fact]
    public void The_one_with_most_to_do_gives_half()
    {
        var richest = new Holding(100, 200) { Started = 60 };
        _dealer.Holds(0, new Holding(0, 100) { Started = 90 });
        _dealer.Holds(1, richest);
        _dealer.Holds(2, new Holding(200, 230));
        Assert.True(_dealer.TryDeal(3, default, out var deal));
        Assert.Equal(new Deal(new IndexRange(180, 200), 1), deal);
        Assert.Equal(new IndexRange(100, 180), richest.Range);
    }

    [Fact]
    public void Where_all_is_started_there_is_nothing_to_take()
    {
        _dealer.Holds(0, new Holding(0, 10) { Started = 10 });
        Assert.False(_dealer.TryDeal(1, default, out _));
    }

    /// <summary>Else two workers that are busy with another job have it from each other for ever.</summary>
    [Fact]
    public void Who_is_busy_takes_nothing_whole_that_would_lie_there_as_well()
    {
        _dealer.Holds(0, new Holding(0, 1));
        Assert.False(_dealer.TryDeal(1, default, out _, isBusy: true));
        Assert.True(_dealer.TryDeal(1, default, out _));
        _dealer.Holds(2, new Holding(1, 3));
        Assert.True(_dealer.TryDeal(1, default, out var deal, isBusy: true));
        Assert.Equal(new IndexRange(2, 3), deal.Range);
    }

    [Fact]
    public void Who_comes_too_late_gets_nothing()
    {
        _dealer.Holds(0, new Holding(0, 10) { IsTooLate = true });
        Assert.False(_dealer.TryDeal(1, default, out _));
    }

    [Fact]
    public void Nothing_is_taken_while_there_is_something_new()
    {
        _dealer.Allow(100);
        _dealer.Readable(60, ended: false);
        Assert.True(_dealer.TryDeal(0, default, out _));
        _dealer.Holds(0, new Holding(0, 50));
        Assert.True(_dealer.TryDeal(1, default, out var deal));
        Assert.Equal(new IndexRange(1, 2), deal.Range);
    }

    [Fact]
    public void Nobody_takes_over_what_lies_behind_the_bound()
    {
        _dealer.Holds(0, new Holding(50, 100));
        _dealer.StopAt(50);
        Assert.False(_dealer.TryDeal(1, default, out _));
    }

    [Fact]
    public void What_is_taken_over_ends_at_the_bound()
    {
        _dealer.Holds(0, new Holding(0, 100) { Started = 10 });
        _dealer.StopAt(40);
        Assert.True(_dealer.TryDeal(1, default, out var deal));
        Assert.Equal(new IndexRange(32, 40), deal.Range);
    }

    [Fact]
    public void Nobody_takes_over_what_has_an_outcome()
    {
        _dealer.Holds(0, new Holding(0, 100));
        _dealer.Holds(1, new Holding(100, 120) { Started = 10 });
        _dealer.Head = 100;
        Assert.True(_dealer.TryDeal(3, default, out var deal));
        Assert.Equal(new IndexRange(115, 120), deal.Range);
    }

    [Fact]
    public void What_is_taken_over_begins_behind_what_has_an_outcome()
    {
        _dealer.Holds(0, new Holding(0, 100) { Started = 10 });
        _dealer.Head = 70;
        Assert.True(_dealer.TryDeal(1, default, out var deal));
        Assert.Equal(new IndexRange(70, 100), deal.Range);
    }

    [Fact]
    public void A_retry_is_not_taken_back_by_the_worker_on_which_it_failed()
    {
        _dealer.Holds(1, new Holding(4, 5) { Attempt = 2 });
        Assert.False(_dealer.TryDeal(0, default, out _));
    }
}
