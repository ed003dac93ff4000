using Xunit;

namespace ActorMap.Tests.Options;

public sealed class RuleSpecs
{
    [Fact]
    public void A_delay_grows_to_its_longest_and_jitters_down_to_half()
    {
        var delay = RetryDelay.Exponential(TimeSpan.FromSeconds(1), 3, TimeSpan.FromSeconds(20));
        Assert.Equal([1, 3, 9, 20, 20], Enumerable.Range(1, 5).Select(attempt => Math.Round(delay.After(attempt, 0.9999999).TotalSeconds)));
        Assert.Equal(0.5, delay.After(1, 0).TotalSeconds);
        Assert.Equal(TimeSpan.Zero, RetryDelay.None.After(7, 0.5));
        Assert.Equal(RetryDelay.Constant(TimeSpan.FromSeconds(2)).After(1, 0.5), RetryDelay.Constant(TimeSpan.FromSeconds(2)).After(9, 0.5));
    }

    [Fact]
    public void Delays_and_halts_refuse_what_makes_no_sense()
    {
        Assert.Equal("delay", Assert.Throws<ArgumentOutOfRangeException>(() => RetryDelay.Constant(TimeSpan.FromSeconds(-1))).ParamName);
        Assert.Equal("factor", Assert.Throws<ArgumentOutOfRangeException>(() => RetryDelay.Exponential(TimeSpan.FromSeconds(1), 0.5)).ParamName);
        Assert.Equal("longest", Assert.Throws<ArgumentOutOfRangeException>(() => RetryDelay.Exponential(TimeSpan.FromSeconds(2), 2, TimeSpan.FromSeconds(1))).ParamName);
        Assert.Equal("failures", Assert.Throws<ArgumentOutOfRangeException>(() => Halt.After(0)).ParamName);
        Assert.Equal("fraction", Assert.Throws<ArgumentOutOfRangeException>(() => Halt.AfterFraction(1)).ParamName);
        Assert.Equal("fraction", Assert.Throws<ArgumentOutOfRangeException>(() => Halt.AfterFraction(double.NaN)).ParamName);
        Assert.Equal("minItems", Assert.Throws<ArgumentOutOfRangeException>(() => Halt.AfterFraction(0.1, 0)).ParamName);
    }

    [Fact]
    public void A_halt_reads_as_one_says_it() => Assert.Equal(
        "never, on the first failure, after 3 failures, after 5 % failures of at least 100 items",
        string.Join(", ", Halt.Never, Halt.OnFirstFailure, Halt.After(3), Halt.AfterFraction(0.05)));

    [Fact]
    public void Progress_tells_rate_and_remaining_time_once_they_are_known()
    {
        var progress = new MapProgress(50, 1, 200, TimeSpan.FromSeconds(10));
        Assert.Equal((5.0, TimeSpan.FromSeconds(30)), (progress.ItemsPerSecond, progress.Remaining));
        Assert.Null(new MapProgress(0, 0, 200, TimeSpan.FromSeconds(10)).Remaining);
        Assert.Null(new MapProgress(5, 0, null, TimeSpan.FromSeconds(10)).Remaining);
    }
}
