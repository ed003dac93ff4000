using ActorMap.Aggregation;
using Xunit;

namespace ActorMap.Tests.Jobs;

/// <summary>A consumer that goes on waiting has the router asked ever less often, and one that was given something begins anew.</summary>
public sealed class AskingAgain
{
    [Fact]
    public void Each_wait_is_a_quarter_longer_up_to_the_longest()
    {
        var backoff = new AskBackoff();
        var waits = new List<TimeSpan> { backoff.First() };
        for (var i = 0; i < 20; i++) waits.Add(backoff.Next());

        Assert.Equal(TimeSpan.FromMilliseconds(10), waits[0]);
        Assert.Equal(AskBackoff.Longest, waits[^1]);
        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.Equal(Math.Min(1.25 * pair.First.TotalMilliseconds, 100), pair.Second.TotalMilliseconds, 3));
    }

    [Fact]
    public void Who_begins_to_wait_is_asked_for_soon()
    {
        var backoff = new AskBackoff();
        for (var i = 0; i < 20; i++) backoff.Next();
        Assert.Equal(AskBackoff.Shortest, backoff.First());
        Assert.True(backoff.Next() < 2 * AskBackoff.Shortest);
    }
}
