using ActorMap.Chunking;
using Xunit;

namespace ActorMap.Tests.Chunking;

/// <summary>How many items a worker runs between two looks at the clock.</summary>
public sealed class PacingSteps
{
    private const long Target = 1_000;

    [Fact]
    public void The_first_step_is_one_item() => Assert.Equal(1, new Pacer(Target).Length);

    [Fact]
    public void Steps_double_until_they_take_their_time()
    {
        var pacer = new Pacer(Target);
        foreach (var length in new[] { 2, 4, 8, 16, 32, 64, 100, 100 })
        {
            pacer.Observe(pacer.Length, pacer.Length * 10);
            Assert.Equal(length, pacer.Length);
        }
    }

    [Fact]
    public void A_step_falls_at_once_when_items_turn_out_longer()
    {
        var pacer = new Pacer(Target);
        for (var i = 0; i < 10; i++) pacer.Observe(pacer.Length, pacer.Length);
        pacer.Observe(pacer.Length, pacer.Length * 500L);
        Assert.Equal(2, pacer.Length);
        pacer.Observe(pacer.Length, Target * 1_000);
        Assert.Equal(1, pacer.Length);
    }

    [Fact]
    public void Items_that_take_no_measurable_time_make_no_endless_steps()
    {
        var pacer = new Pacer(Target);
        for (var i = 0; i < 60; i++) pacer.Observe(pacer.Length, 0);
        Assert.Equal(1 << 18, pacer.Length);
    }
}
