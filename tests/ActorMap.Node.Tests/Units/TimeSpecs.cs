using ActorMap.Node.Results;
using ActorMap.Node.Timing;
using Xunit;

namespace ActorMap.Node.Tests.Units;

/// <summary>From what was measured to where the time went, and from there to a sentence.</summary>
public sealed class TimeSpecs
{
    private static readonly Measured Ten = new() { Elapsed = TimeSpan.FromSeconds(10), Workers = 2, Items = 1000, Cores = 2 };

    [Fact]
    public void Shares_are_none_below_zero_and_sum_to_one()
    {
        var random = new Random(1);
        TimeSpan Up() => TimeSpan.FromSeconds(random.NextDouble() * 30);
        for (var i = 0; i < 2000; i++)
        {
            var measured = Ten with
            {
                Workers = random.Next(1, 9), Busy = Up(), EncodingShare = random.NextDouble(), Input = Up(), Output = Up(), Held = Up(), Travels = i % 2 == 0,
                Elapsed = i % 50 == 0 ? TimeSpan.Zero : Up(),
            };
            var shares = TimeShares.Of(measured).All.Select(one => one.Share).ToArray();
            Assert.All(shares, share => Assert.InRange(share, 0, 1));
            Assert.Equal(1, shares.Sum(), 9);
        }
    }

    [Fact]
    public void Workers_that_are_busy_are_held_back_by_what_they_do()
    {
        var measured = Ten with { Busy = TimeSpan.FromSeconds(19), EncodingShare = 0.1, Input = TimeSpan.FromSeconds(9) };
        Told("the function", null, measured);
        Told("the function", "more workers would help: -j 8", measured with { Cores = 8 });
        Told("encoding", "took longer than the function", measured with { EncodingShare = 0.7 });
        Assert.Equal(0.95 * 0.1, TimeShares.Of(measured).Encoding, 9);
    }

    [Fact]
    public void While_the_input_is_read_idle_workers_wait_for_it()
    {
        var measured = Ten with { Busy = TimeSpan.FromSeconds(2), Input = TimeSpan.FromSeconds(9.5), Output = TimeSpan.FromSeconds(6) };
        Told("the input", "-j 1 would be as fast", measured);
        Assert.Equal(0.9 * 0.95, TimeShares.Of(measured).Input, 9);
        Told("the input", "comes no faster", measured with { Cores = null });
    }

    [Fact]
    public void While_the_input_rests_they_wait_for_the_order_or_the_output()
    {
        var measured = Ten with { Busy = TimeSpan.FromSeconds(11), Input = TimeSpan.FromSeconds(0.2), Held = TimeSpan.FromSeconds(8), HeldMost = (41, TimeSpan.FromSeconds(7.5)) };
        Told("the order (item 41 was waited for 7.5 s)", "-u writes results as they finish", measured);
        Told("the order (item 41 was waited for 7.5 s)", "put the longest first", measured with { Unordered = true });
        Told("the output", "write to a file", measured with { Held = default, HeldMost = null, Output = TimeSpan.FromSeconds(9), Written = TimeSpan.FromSeconds(8), Busy = TimeSpan.FromSeconds(2) });
        Told("the output", "to a faster disk", measured with { Held = default, HeldMost = null, Output = TimeSpan.FromSeconds(9), Written = TimeSpan.FromSeconds(8), WritesFile = true, Busy = TimeSpan.FromSeconds(2) });
        Told("the output", "there are many results to take", measured with { Held = default, HeldMost = null, Output = TimeSpan.FromSeconds(9), Written = TimeSpan.FromSeconds(1), Busy = TimeSpan.FromSeconds(2) });
    }

    [Fact]
    public void What_nothing_explains_is_the_way_between()
    {
        var measured = Ten with { Busy = TimeSpan.FromSeconds(0.4), Items = 5_000_000 };
        Told("start-up and hand-over", "one thread alone would take about 400 ms: 80 ns an item is too little to share; use --chunk 100000 or a batch function", measured);
        Told("start-up and hand-over", "use a larger --chunk", measured with { HasChunk = true });
        Told("transport", "one thread alone", measured with { Travels = true });
        Told("transport", "the items (10 µs each) are short for the way they travel", measured with { Travels = true, Busy = TimeSpan.FromSeconds(10), Items = 1_000_000 });
    }

    [Fact]
    public void Few_long_items_are_not_too_little_to_share_and_no_chunk_helps_them()
    {
        var measured = Ten with { Busy = TimeSpan.FromSeconds(4.2), Items = 5, Longest = TimeSpan.FromSeconds(1) };
        Told("start-up and hand-over", null, measured);
        Told("start-up and hand-over", null, measured with { Items = 2000 });
        Told("its longest item (4.0 s)", "put the longest first", measured with { Longest = TimeSpan.FromSeconds(4) });
    }

    [Fact]
    public void A_function_that_waits_is_told_from_one_that_computes()
    {
        var measured = Ten with { Busy = TimeSpan.FromSeconds(19), Cpu = TimeSpan.FromSeconds(1) };
        Told("the function", "the function waits more than it computes: more workers would help (-j 8), or an async function with --concurrency", measured);
        Told("the function", null, measured with { Cpu = TimeSpan.FromSeconds(15) });
        Told("the function", "a program behind -- is started once a worker", measured with { Cpu = null, StartsProcesses = true });
    }

    [Fact]
    public void A_map_that_is_over_at_once_gets_no_advice() =>
        Told("start-up and hand-over", null, Ten with { Elapsed = TimeSpan.FromSeconds(0.3), Busy = TimeSpan.FromSeconds(0.01) });

    [Theory]
    [InlineData(8e-8, "80 ns")]
    [InlineData(0.0000012, "1.2 µs")]
    [InlineData(0.25, "250 ms")]
    [InlineData(3.46, "3.5 s")]
    [InlineData(240, "4 min")]
    public void A_duration_is_told_in_its_unit(double seconds, string text) => Assert.Equal(text, Verdict.Duration(seconds));

    [Fact]
    public void A_histogram_knows_quantiles_to_within_its_steps()
    {
        var histogram = new Histogram();
        Assert.Equal(0, histogram.Quantile(0.5));
        for (var i = 1L; i <= 1_000_000; i++) histogram.Add(i * 100);
        histogram.Add(7_000_000_000_000, 1);

        foreach (var share in (double[])[0.001, 0.5, 0.9, 0.99]) Assert.InRange(histogram.Quantile(share) / (share * 1e8), 0.96, 1.04);
        Assert.Equal(7_000_000_000_000, histogram.Longest);
        Assert.Equal(histogram.Longest, new[] { histogram.Quantile(1) }.Max(), 7e12 * 0.04);

        var small = new Histogram();
        small.Add(0);
        small.Add(7, 3);
        small.Add(long.MaxValue);
        Assert.Equal((0, 7, long.MaxValue), (small.Quantile(0.2), small.Quantile(0.5), small.Longest));
    }

    [Fact]
    public void Samples_are_further_apart_the_quicker_the_items_and_stand_for_those_between()
    {
        var times = new StageTimes();
        var sampler = new StageSampler(isOn: true, TimeProvider.System);
        void Add(long called, long returned, long written)
        {
            var (encoding, all) = sampler.Take(0, called, returned, written);
            times.Add(encoding, all);
        }

        var second = TimeProvider.System.TimestampFrequency;
        Assert.False(sampler.Skips());

        // A microsecond, half of it the function's: the next sample is a hundred items away.
        Add(second / 4_000_000, second * 3 / 4_000_000, second / 1_000_000);
        Assert.Equal(99, Enumerable.Range(0, 1000).TakeWhile(_ => sampler.Skips()).Count());

        // One of a second, all of it the function's, and the next is looked at again.
        Add(0, second, second);
        Assert.False(sampler.Skips());
        Assert.InRange(times.EncodingShare, 0, 0.0001);

        // One of a thousand seconds that was no sample takes its part, and not the samples' share.
        var few = new StageTimes();
        few.Add(second / 2d, second);
        Assert.Equal(0.5, few.EncodingShareOf(TimeSpan.FromSeconds(0.9)), 9);
        Assert.Equal(0.05, few.EncodingShareOf(TimeSpan.FromSeconds(10)), 9);
        Assert.True(new StageSampler(isOn: false, TimeProvider.System).Skips());
    }

    [Theory]
    [InlineData("81\n")]
    [InlineData("\n")]
    [InlineData("a text\u0001\n")]
    public void Times_travel_behind_a_line_and_a_line_without_is_as_it_was(string line)
    {
        var plain = new Encoded(System.Text.Encoding.UTF8.GetBytes($"before {line}"), 7, line.Length);
        var stamped = StageStamp.On(plain, 3, 4);

        Assert.Null(StageStamp.Read(plain.Bytes));
        Assert.Equal((3d, 4d), StageStamp.Read(stamped.Bytes));
        Assert.Equal(line, System.Text.Encoding.UTF8.GetString(plain.Line));
        Assert.Equal(line, System.Text.Encoding.UTF8.GetString(stamped.Line));
        Assert.Null(StageStamp.Read(default));
    }

    private static void Told(string heldBackBy, string? advice, Measured measured)
    {
        var verdict = new Verdict(measured, TimeShares.Of(measured));
        Assert.Equal(heldBackBy, verdict.HeldBackBy);
        if (advice is null) Assert.Null(verdict.Advice);
        else Assert.Contains(advice, verdict.Advice, StringComparison.Ordinal);
    }
}
