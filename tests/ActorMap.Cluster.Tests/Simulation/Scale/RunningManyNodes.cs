using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>What the dealing comes to where there are far more nodes than a spec can start: the pure core of router, links and nodes in virtual time.</summary>
public sealed class RunningManyNodes(ITestOutputHelper output)
{
    private const int Seed = 4;
    private static readonly TimeSpan Mean = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData(10, 64)]
    [InlineData(100, 64)]
    [InlineData(100, 8)]
    [InlineData(1000, 64)]
    public void They_end_within_a_twentieth_of_the_ideal_though_one_node_in_a_hundred_dies(int nodes, int workers) => Assert.InRange(Run(nodes, workers, itemsPerWorker: 40), 0.9, 1.05);

    private double Run(int nodes, int workers, int itemsPerWorker)
    {
        var ticks = HeavyTail.Draw(Seed, nodes * workers * itemsPerWorker, Mean);
        var deaths = Deaths(nodes, Mean * itemsPerWorker);
        var ideal = IdealDispatcher.Makespan(ticks, nodes, workers, deaths);
        var job = new ScaledJob(ticks, nodes, workers, deaths);
        var processor = Environment.CpuUsage.TotalTime;
        Assert.True(job.TryRun(longest: 10 * ideal), $"{job.Left} items have no answer at {job.Agenda.Time}.");
        var (seconds, share) = (job.Makespan.TotalSeconds, new TimeSpan(ticks.Sum(item => (long)item) / (nodes * workers)));
        output.WriteLine(
            $"{nodes} x {workers} workers, {ticks.Length:N0} items of {Mean.TotalMilliseconds:0} ms on average and {ticks.Max() / 1e7:0.00} s at most, {deaths.Length} nodes die: "
            + $"{seconds:0.000} s, {job.Makespan / ideal:0.000} x the ideal dispatcher's {ideal.TotalSeconds:0.000} s; the workers' share is {share.TotalSeconds:0.000} s. "
            + $"At the job's router {job.Router.Messages / seconds:N0} messages/s ({job.Router.Messages / (double)ticks.Length:0.000} an item), {job.Router.Tries / seconds:N0} looks/s, {job.Router.Asked:N0} times a node was asked to share; "
            + $"between processes {job.Sent / seconds:N0} messages/s ({job.Sent / (double)ticks.Length:0.00} an item); "
            + $"{job.Agenda.Happened:N0} events in {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s of a processor");
        return job.Makespan / ideal;
    }

    /// <summary>One in a hundred, somewhere in the first three quarters of the work.</summary>
    private static (int Node, TimeSpan At)[] Deaths(int nodes, TimeSpan length)
    {
        var random = new ItemRandom(Seed, -1);
        return [.. Enumerable.Range(0, Math.Max(1, nodes / 100)).Select(_ => (random.Next(nodes), length * (0.75 * random.NextDouble()))).DistinctBy(death => death.Item1)];
    }
}
