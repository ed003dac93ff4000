using ActorMap.Chunking;
using ActorMap.Dispatch;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Tests.Dispatch;

/// <summary>Chunks that have the length that the user asked for.</summary>
public sealed class DealingExactChunks
{
    private readonly Dealer _dealer = new(new ChunkLength(new ChunkRules { Exact = 10 })) { Workers = 4 };

    [Fact]
    public void Every_chunk_but_the_last_is_exact()
    {
        _dealer.Allow(long.MaxValue);
        _dealer.Readable(25, ended: true);
        Assert.Equal([10, 10, 5], DealAll());
    }

    [Fact]
    public void A_chunk_that_the_source_has_not_filled_waits()
    {
        _dealer.Allow(long.MaxValue);
        _dealer.Readable(19, ended: false);
        Assert.Equal([10], DealAll());
        _dealer.Readable(20, ended: false);
        Assert.Equal([10], DealAll());
        _dealer.Readable(21, ended: true);
        Assert.Equal([1], DealAll());
    }

    [Fact]
    public void A_chunk_that_the_consumer_does_not_allow_in_full_waits()
    {
        _dealer.Allow(15);
        _dealer.Readable(100, ended: true);
        Assert.Equal([10], DealAll());
        _dealer.Allow(20);
        Assert.Equal([10], DealAll());
    }

    [Fact]
    public void The_bound_cuts_the_last_chunk()
    {
        _dealer.Allow(long.MaxValue);
        _dealer.Readable(100, ended: false);
        _dealer.StopAt(13);
        Assert.Equal([10, 3], DealAll());
    }

    [Fact]
    public void Behind_the_bound_no_item_that_the_source_has_is_worth_a_word()
    {
        _dealer.Allow(long.MaxValue);
        _dealer.Readable(15, ended: false);
        Assert.Equal([10], DealAll());
        Assert.Equal(19, _dealer.WaitsFor(15));
        _dealer.StopAt(10);
        _dealer.Readable(100, ended: false);
        Assert.Empty(DealAll());
        Assert.InRange(_dealer.WaitsFor(100), 1_000_000, long.MaxValue - 1);
    }

    [Fact]
    public void What_comes_back_is_dealt_as_a_whole()
    {
        _dealer.GaveBack(new IndexRange(3, 10), 1);
        Assert.Equal([7], DealAll());
    }

    [Fact]
    public void What_comes_back_stays_whole_where_some_of_it_has_an_outcome()
    {
        _dealer.GaveBack(new IndexRange(0, 10), 1);
        _dealer.GaveBack(new IndexRange(10, 20), 1);
        _dealer.Head = 14;
        Assert.Equal([10], DealAll());
    }

    private List<long> DealAll()
    {
        var dealt = new List<long>();
        while (_dealer.TryDeal(1, default, out var deal)) dealt.Add(deal.Range.Length);
        return dealt;
    }
}
