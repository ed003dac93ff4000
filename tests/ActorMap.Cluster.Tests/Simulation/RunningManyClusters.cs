using System.Diagnostics;
using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>
/// Whatever becomes of nodes and of messages, a job ends with what a loop would have come to, each item answered once. The schedules are the same every time; set
/// ACTORMAP_CLUSTER_SCHEDULES to a number to run as many, the first 10,000 among them.
/// </summary>
public sealed class RunningManyClusters(ITestOutputHelper output)
{
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("ACTORMAP_CLUSTER_SCHEDULES") ?? "10000", CultureInfo.InvariantCulture);

    /// <summary>A kind of fault that comes less often than this is not tried often enough.</summary>
    private const double Rare = 0.05;

    [Fact]
    public void Every_schedule_comes_to_what_a_loop_comes_to()
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var variety = ClusterSimulator.RunMany(Count);
        output.WriteLine(
            $"{variety.Runs} schedules, {variety.Events} events, {variety.Messages} messages, the longest {variety.Longest} of virtual time; "
            + $"{(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s of a processor in {watch.Elapsed.TotalSeconds:0.0} s");
        output.WriteLine(variety.ToString());
        Assert.Equal(Count, variety.Runs);
        if (Count >= 1_000) Assert.DoesNotContain(variety.Shares, one => one.Share < Rare);
    }

    /// <summary>This one loses, doubles and shuffles messages, one of its nodes hangs and the other is parted.</summary>
    [Fact]
    public void A_seed_runs_the_same_schedule_again()
    {
        using var simulator = new ClusterSimulator();
        Assert.Equal($"{ClusterSimulator.Of("0000000002621")}", $"{ClusterSimulator.Of("0000000002621")}");
        var schedule = ClusterSimulator.Of("0000000002621") with { Lost = 0.1, Doubled = 0.1, Blows = [new Blow(Fate.Hangs, 0, 0.2, 500), new Blow(Fate.Parts, 1, 0.5, 5_000)] };
        var (first, second) = (simulator.Run(schedule), simulator.Run(schedule));
        Assert.Equal((first.Time.Happened, first.Makespan, first.RanAgain), (second.Time.Happened, second.Makespan, second.RanAgain));
        Assert.Equal(first.Consumer.Taken, second.Consumer.Taken);
    }

    /// <summary>Schedules beyond the first 10,000 that once went wrong.</summary>
    [Theory]
    [InlineData("00000000misd9b")] // A retry waited for a node that was leaving, and held nothing but what nobody wanted.
    public void A_schedule_that_once_went_wrong_comes_to_what_a_loop_comes_to(string seed)
    {
        using var simulator = new ClusterSimulator();
        output.WriteLine($"{simulator.Run(ClusterSimulator.Of(seed)).Schedule}");
    }

    /// <summary>Its word that it leaves is lost; all that it is sent meanwhile comes straight back.</summary>
    [Fact]
    public void A_node_that_leaves_while_nobody_hears_it_says_so_again()
    {
        using var simulator = new ClusterSimulator();
        var undisturbed = simulator.Run(new ClusterSchedule { Seed = 7, Items = 100, Nodes = 2, ItemMicroseconds = 10_000 });
        var disturbed = simulator.Run(undisturbed.Schedule with { Blows = [new Blow(Fate.Parts, 1, 0.3, 1_000), new Blow(Fate.Leaves, 1, 0.4, 0)] });
        output.WriteLine($"{undisturbed.Messages} messages undisturbed, {disturbed.Messages} where a node leaves unheard");
        Assert.InRange(disturbed.Messages, 0, 3 * undisturbed.Messages);
    }

    [Theory]
    [InlineData(Fate.Dies)]
    [InlineData(Fate.Vanishes)]
    [InlineData(Fate.Hangs)]
    [InlineData(Fate.Parts)]
    public void What_a_lost_node_had_runs_elsewhere_within_six_seconds(Fate fate)
    {
        using var simulator = new ClusterSimulator();
        var undisturbed = simulator.Run(new ClusterSchedule { Seed = 7, Items = 300, ItemMicroseconds = 10_000 });
        var disturbed = simulator.Run(undisturbed.Schedule with { Blows = [new Blow(fate, 1, 0.5, 60_000)] });
        output.WriteLine($"{undisturbed.Makespan} undisturbed, {disturbed.Makespan} where a node {fate}");
        Assert.True(disturbed.RanAgain > 0);
        Assert.InRange(disturbed.Makespan - undisturbed.Makespan, TimeSpan.Zero, TimeSpan.FromSeconds(fate == Fate.Dies ? 0.5 : 6));
    }

    [Fact]
    public void A_node_that_joins_takes_its_share_and_one_that_leaves_loses_nothing()
    {
        using var simulator = new ClusterSimulator();
        var alone = simulator.Run(new ClusterSchedule { Seed = 7, Items = 600, Nodes = 1, ItemMicroseconds = 10_000 });
        var joined = simulator.Run(alone.Schedule with { Blows = [new Blow(Fate.Joins, 0, 0.1, 0)] });
        Assert.InRange(joined.Makespan / alone.Makespan, 0.4, 0.7);
        var left = simulator.Run(alone.Schedule with { Nodes = 2, Blows = [new Blow(Fate.Leaves, 1, 0.5, 0)] });
        Assert.Equal(0, left.RanAgain);
    }
}
