using System.Globalization;
using Xunit;

namespace ActorMap.Tests.Simulation;

/// <summary>
/// Whatever dies, dawdles, fails, or comes late or twice: a job ends with what a loop would have come to. The schedules are the same every time; set
/// ACTORMAP_SCHEDULES to a number to run as many, the first 2,000 among them.
/// </summary>
public sealed class RunningManySchedules
{
    private const int Parts = 4;

    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("ACTORMAP_SCHEDULES") ?? "2000", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_schedule_comes_to_what_a_loop_comes_to(int part) => Simulator.RunMany(part * Count / Parts, Count / Parts);

    [Fact]
    public void A_seed_runs_the_same_schedule_again()
    {
        var (first, second) = (Simulator.Replay("000000000DiEj"), Simulator.Replay("000000000DiEj"));
        Assert.Equal(first.Schedule, second.Schedule);
        Assert.Equal((first.Timeline.Happened, first.Makespan), (second.Timeline.Happened, second.Makespan));
        Assert.Equal(first.Consumer.Taken, second.Consumer.Taken);
    }
}
