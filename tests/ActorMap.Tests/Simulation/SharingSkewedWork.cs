using ActorMap.Functions;
using Xunit;

namespace ActorMap.Tests.Simulation;

/// <summary>Workers end together, whichever items are long and wherever they lie.</summary>
public sealed class SharingSkewedWork
{
    public static TheoryData<int, int, int> Shapes()
    {
        var shapes = new TheoryData<int, int, int>();
        foreach (var skew in Enum.GetValues<Skew>())
        {
            foreach (var workers in new[] { 1, 2, 7, 64 })
            {
                foreach (var microseconds in new[] { 1, 100, 10_000 }) shapes.Add((int)skew, workers, microseconds);
            }
        }

        return shapes;
    }

    /// <summary>Graham's bound for dealing to whoever is free (1969) is the work's share and the longest item; the rest is messages.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_job_takes_little_more_than_its_share_and_its_longest_item(int skew, int workers, int microseconds)
    {
        foreach (var items in new[] { 1, 10, 300, 3_000 })
        {
            var schedule = new Schedule { Seed = items, Items = items, Workers = workers, ItemMicroseconds = microseconds, Skew = (Skew)skew, Delivery = Delivery.Array };
            var job = Simulator.Run(schedule);
            var times = Enumerable.Range(0, items).Select(index => job.Plan(index).Ticks).ToArray();
            var most = (times.Sum() / workers) + times.Max() + TimeSpan.FromMicroseconds(50).Ticks;
            Assert.True(job.Makespan.Ticks <= most, $"{job.Makespan} is more than {new TimeSpan(most)} for {items} items");
        }
    }

    [Fact]
    public void The_long_items_at_the_end_are_not_left_to_one_worker()
    {
        var alone = Simulator.Run(new Schedule { Seed = 1, Items = 1_000, Workers = 1, Skew = Skew.TheLastHundredth, Delivery = Delivery.Array });
        var shared = Simulator.Run(alone.Schedule with { Workers = 10 });
        Assert.InRange(alone.Makespan / shared.Makespan, 8, 10);
    }

    [Fact]
    public void A_dead_workers_chunk_goes_to_another()
    {
        var job = Simulator.Run(new Schedule { Seed = 3, Items = 200, Workers = 2, Deaths = 8, Delivery = Delivery.Settled });
        Assert.True(job.HasLosses);
        Assert.Equal(200, job.Consumer.Taken.Count);
    }
}
