using ActorMap.Chunking;
using ActorMap.Dispatch;
using ActorMap.Messages;
using ActorMap.Retry;
using Xunit;

namespace ActorMap.Tests.Dispatch;

/// <summary>Who gets which range.</summary>
public sealed class DealingRanges
{
    private readonly Dealer _dealer = Dealer(new ChunkRules { First = 10 });

    [Fact]
    public void Ranges_are_dealt_one_behind_the_other()
    {
        _dealer.Readable(25, ended: false);
        Assert.Equal([new(0, 10), new(10, 20), new(20, 25)], DealAll(_dealer));
        Assert.Equal(25, _dealer.Frontier);
    }

    [Fact]
    public void Nothing_is_dealt_beyond_what_the_consumer_allows()
    {
        var dealer = Dealer(new ChunkRules { First = 10 }, limit: 12);
        dealer.Readable(100, ended: true);
        Assert.Equal([new(0, 10), new(10, 12)], DealAll(dealer));
        dealer.Allow(5);
        Assert.Empty(DealAll(dealer));
        dealer.Allow(15);
        Assert.Equal([new(12, 15)], DealAll(dealer));
    }

    [Fact]
    public void A_worker_that_holds_a_range_gets_no_other()
    {
        _dealer.Readable(100, ended: true);
        var held = new Holding(0, 10);
        _dealer.Holds(0, held);
        Assert.False(_dealer.TryDeal(0, default, out _));
        Assert.False(_dealer.Finished(0, new Holding(0, 10)));
        Assert.True(_dealer.Finished(0, held));
        Assert.False(_dealer.Finished(0, held));
        Assert.True(_dealer.TryDeal(0, default, out _));
    }

    [Fact]
    public void A_due_retry_goes_before_what_came_back_and_that_before_the_new()
    {
        _dealer.Readable(100, ended: false);
        Assert.True(_dealer.TryDeal(0, default, out _));
        _dealer.GaveBack(new IndexRange(4, 5), 1);
        _dealer.GaveBack(new IndexRange(6, 7), 1);
        _dealer.Retry(new WaitingRetry(8, 3, Avoid: 9), TimeSpan.FromSeconds(1));
        Assert.Equal(new Deal(new IndexRange(4, 5), 1), Next(_dealer, 1, seconds: 0));
        Assert.Equal(new Deal(new IndexRange(8, 9), 3, Avoid: 9), Next(_dealer, 1, seconds: 1));
        Assert.Equal(new Deal(new IndexRange(6, 7), 1), Next(_dealer, 1, seconds: 1));
        Assert.Equal(new Deal(new IndexRange(10, 20), 1), Next(_dealer, 1, seconds: 1));
    }

    [Fact]
    public void What_comes_back_is_dealt_again_by_position_and_in_parts()
    {
        _dealer.GaveBack(new IndexRange(50, 65), 2);
        _dealer.GaveBack(new IndexRange(7, 7), 1);
        _dealer.GaveBack(new IndexRange(20, 22), 1);
        _dealer.Workers = 2;
        Assert.Equal(new Deal(new IndexRange(20, 22), 1), Next(_dealer));
        Assert.Equal(new Deal(new IndexRange(50, 54), 2), Next(_dealer));
        Assert.Equal(new Deal(new IndexRange(54, 57), 2), Next(_dealer));
    }

    [Fact]
    public void What_comes_back_to_the_only_worker_is_not_shared_out()
    {
        _dealer.GaveBack(new IndexRange(50, 56), 1);
        _dealer.Workers = 1;
        Assert.Equal(new Deal(new IndexRange(50, 56), 1), Next(_dealer));
    }

    [Fact]
    public void What_comes_back_is_shared_out_only_where_there_is_nothing_new_behind_it()
    {
        var dealer = Dealer(new ChunkRules { First = 50 });
        dealer.Workers = 2;
        dealer.Readable(1_000, ended: false);
        Assert.Equal(new IndexRange(0, 50), Next(dealer).Range);
        dealer.GaveBack(new IndexRange(10, 50), 1);
        Assert.Equal(new IndexRange(10, 50), Next(dealer).Range);

        dealer.Readable(50, ended: false);
        dealer.GaveBack(new IndexRange(10, 50), 1);
        Assert.Equal(new IndexRange(10, 20), Next(dealer).Range);
    }

    [Fact]
    public void A_retry_that_comes_back_from_a_dead_worker_still_avoids_the_one_before()
    {
        _dealer.Workers = 2;
        _dealer.Retry(new WaitingRetry(3, 2, Avoid: 0), default);
        var deal = Next(_dealer, 1);
        _dealer.GaveBack(deal.Range, deal.Attempt, deal.Avoid);
        Assert.False(_dealer.TryDeal(0, default, out _));
        Assert.Equal(deal, Next(_dealer, 2));
        _dealer.GaveBack(deal.Range, deal.Attempt, deal.Avoid);
        _dealer.Workers = 1;
        Assert.Equal(deal, Next(_dealer, 0));
    }

    [Fact]
    public void A_retry_avoids_its_last_worker_where_there_is_another()
    {
        _dealer.Retry(new WaitingRetry(3, 2, Avoid: 0), default);
        Assert.False(_dealer.TryDeal(0, default, out _));
        Assert.Equal(1, _dealer.Retrying);
        _dealer.Workers = 1;
        Assert.True(_dealer.TryDeal(0, default, out _));
    }

    [Fact]
    public void A_retry_that_no_other_comes_for_goes_to_its_last_worker_when_there_is_nothing_else_for_it()
    {
        _dealer.Retry(new WaitingRetry(3, 2, Avoid: 0), default);
        Assert.False(_dealer.TryDeal(0, default, out _));
        _dealer.Readable(20, ended: true);
        var late = RetryQueue.Patience;
        var before = 0;
        while (_dealer.TryDeal(0, late, out var deal) && deal.Attempt == 1) before += (int)deal.Range.Length;
        Assert.Equal((20, 0), (before, _dealer.Retrying));
    }

    [Fact]
    public void The_next_retry_is_told()
    {
        Assert.Null(_dealer.NextRetry(default));
        _dealer.Retry(new WaitingRetry(3, 2, 0), TimeSpan.FromSeconds(4));
        _dealer.Retry(new WaitingRetry(4, 2, 0), TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2), _dealer.NextRetry(default));
    }

    [Fact]
    public void Nothing_is_dealt_at_or_behind_the_bound()
    {
        _dealer.Readable(100, ended: true);
        _dealer.GaveBack(new IndexRange(40, 60), 1);
        _dealer.GaveBack(new IndexRange(3, 8), 1);
        _dealer.Retry(new WaitingRetry(70, 2, 9), default);
        _dealer.Retry(new WaitingRetry(4, 2, 9), default);
        _dealer.StopAt(5);
        _dealer.StopAt(50);
        _dealer.Retry(new WaitingRetry(30, 2, 9), default);
        Assert.Equal(1, _dealer.Retrying);
        Assert.All(DealAll(_dealer), range => Assert.True(range.End <= 5));
        Assert.Equal(0, _dealer.Retrying);
    }

    [Fact]
    public void What_the_other_copy_has_answered_is_not_dealt_again()
    {
        _dealer.GaveBack(new IndexRange(0, 8), 1);
        _dealer.GaveBack(new IndexRange(8, 18), 1);
        _dealer.Retry(new WaitingRetry(3, 2, Avoid: 9), default);
        _dealer.Retry(new WaitingRetry(20, 2, Avoid: 9), default);
        (_dealer.Head, _dealer.Workers) = (12, 1);
        Assert.Equal([new(20, 21), new(12, 18)], DealAll(_dealer));
        Assert.Equal(0, _dealer.Retrying);
    }

    private static Dealer Dealer(ChunkRules rules, long limit = long.MaxValue)
    {
        var dealer = new Dealer(new ChunkLength(rules)) { Workers = 4 };
        dealer.Allow(limit);
        return dealer;
    }

    private static Deal Next(Dealer dealer, int worker = 0, int seconds = 0)
    {
        Assert.True(dealer.TryDeal(worker, TimeSpan.FromSeconds(seconds), out var deal));
        return deal;
    }

    private static List<IndexRange> DealAll(Dealer dealer)
    {
        var dealt = new List<IndexRange>();
        while (dealer.TryDeal(1, default, out var deal)) dealt.Add(deal.Range);
        return dealt;
    }
}
