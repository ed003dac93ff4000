using Xunit;

namespace ActorMap.Tests.Simulation;

/// <summary>
/// Whatever dies, dawdles, fails, or comes late or twice: a job ends with what a loop would have come to. Set ACTORMAP_SCHEDULES to a number to run as
/// many schedules that nobody has run before.
/// </summary>
public sealed class RunningManySchedules
{
    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(1_000)]
    [InlineData(1_500)]
    public void Every_schedule_comes_to_what_a_loop_comes_to(int first) => Simulator.RunMany(first, 500);

    [Fact]
    public void Schedules_that_nobody_has_run_before_come_to_what_a_loop_comes_to() =>
        Simulator.Explore(long.TryParse(Environment.GetEnvironmentVariable("ACTORMAP_SCHEDULES"), out var count) ? count : 100);

    [Fact]
    public void A_seed_runs_the_same_schedule_again()
    {
        var (first, second) = (Simulator.Replay("000000000DiEj"), Simulator.Replay("000000000DiEj"));
        Assert.Equal(first.Schedule, second.Schedule);
        Assert.Equal((first.Timeline.Happened, first.Makespan), (second.Timeline.Happened, second.Makespan));
        Assert.Equal(first.Consumer.Taken, second.Consumer.Taken);
    }
}
