using ActorMap.Cluster.Sessions;
using CsCheck;
using Xunit;

namespace ActorMap.Cluster.Tests.Sessions;

/// <summary>Numbered messages come in any order, some of them twice: each counts once.</summary>
public sealed class CountingOutcomes
{
    [Fact]
    public void In_whatever_order_they_come_each_counts_once() => Gen.Int[1, 40].Array[0, 200].Sample(numbers =>
    {
        var (came, seen) = (new OutcomeNumbers(), new HashSet<long>());
        foreach (var number in numbers)
        {
            Assert.Equal(!seen.Contains(number), !came.Has(number));
            Assert.Equal(seen.Add(number), came.Add(number));
            var upTo = 0L;
            while (seen.Contains(upTo + 1)) upTo++;
            Assert.Equal(upTo, came.UpTo);
        }
    });

    [Fact]
    public void What_is_owed_is_what_came_since_it_was_last_told()
    {
        var came = new OutcomeNumbers();
        came.Add(1);
        came.Add(2);
        came.Add(4);
        Assert.Equal(2, came.Owed);
        Assert.Equal(2, came.Acknowledge());
        came.Add(3);
        Assert.Equal((4, 2), (came.UpTo, came.Owed));
    }
}
