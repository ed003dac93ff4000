using ActorMap.Cluster.Links;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>How long a node is silent is counted in beats that came when they were due.</summary>
public sealed class CountingBeats
{
    private readonly Silence _silence = new(TimeSpan.FromSeconds(1), TimeSpan.Zero);
    private TimeSpan _now;

    [Fact]
    public void Four_beats_without_a_word_are_long_and_a_word_ends_them()
    {
        Assert.All([1, 1, 1], seconds => Assert.True(Beat(seconds)));
        Assert.False(_silence.IsLong(_now));
        Assert.True(Beat(1));
        Assert.True(_silence.IsLong(_now));
        Assert.Equal(TimeSpan.FromSeconds(4), _silence.Length);
        _silence.Hear(_now);
        Assert.False(_silence.IsLong(_now));
        Assert.Equal(TimeSpan.Zero, _silence.Length);
    }

    [Fact]
    public void A_beat_may_be_a_little_late_and_the_next_one_early()
    {
        Assert.All([1.2, 0.8, 1.4, 0.6], seconds => Assert.True(Beat(seconds)));
        Assert.True(_silence.IsLong(_now));
    }

    [Fact]
    public void Beats_that_come_after_a_standstill_and_all_at_once_do_not_count()
    {
        Assert.All([60, 0, 0, 0.001, 0.3], seconds => Assert.False(Beat(seconds)));
        Assert.Equal(TimeSpan.Zero, _silence.Length);
        Assert.False(_silence.IsLong(_now));
    }

    private bool Beat(double seconds) => _silence.Beat(_now += TimeSpan.FromSeconds(seconds));
}
