using ActorMap.Chunks;
using Xunit;

namespace ActorMap.Tests.Chunks;

/// <summary>An item whose time is limited: the worker ends it, or the router gives it up.</summary>
public sealed class EndingOrGivingUp
{
    private RunningItem _item;

    [Fact]
    public void Nothing_runs_before_it_begins() => Assert.False(_item.TryRead(out _, out _));

    [Fact]
    public void What_runs_can_be_read()
    {
        _item.Begin(0, 77);
        Assert.True(_item.TryRead(out var offset, out var since));
        Assert.Equal((0, 77), (offset, since));
        Assert.True(_item.TryEnd(0));
        Assert.False(_item.TryRead(out _, out _));
    }

    [Fact]
    public void What_has_ended_can_not_be_given_up()
    {
        _item.Begin(3, 0);
        Assert.True(_item.TryEnd(3));
        Assert.False(_item.TryGiveUp(3));
        Assert.False(_item.IsGivenUp);
    }

    [Fact]
    public void The_next_item_is_not_given_up_for_the_one_before()
    {
        _item.Begin(3, 0);
        _item.TryEnd(3);
        _item.Begin(4, 1);
        Assert.False(_item.TryGiveUp(3));
        Assert.True(_item.TryEnd(4));
    }

    [Fact]
    public void Who_was_given_up_begins_nothing_more()
    {
        _item.Begin(3, 0);
        Assert.True(_item.TryGiveUp(3));
        Assert.False(_item.TryEnd(3));
        _item.Begin(4, 1);
        Assert.True(_item.IsGivenUp);
        Assert.False(_item.TryRead(out _, out _));
        Assert.False(_item.TryEnd(4));
    }

    [Fact]
    public void Of_ending_and_giving_up_exactly_one_wins()
    {
        var (ended, givenUp) = (false, false);
        TwoThreads.Run(
            20_000,
            prepare: round =>
            {
                _item = default;
                _item.Begin(round, round);
            },
            first: round => ended = _item.TryEnd(round),
            second: round => givenUp = _item.TryRead(out var offset, out _) && _item.TryGiveUp(offset),
            check: round => Assert.True(ended != givenUp && givenUp == _item.IsGivenUp, $"round {round}: ended {ended}, given up {givenUp}"));
    }
}
