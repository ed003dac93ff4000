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

    [Fact]
    public void Every_schedule_comes_to_what_a_loop_comes_to()
    {
        using var simulator = new ClusterSimulator();
        var (events, messages, longest) = simulator.RunMany(0, Count);
        output.WriteLine($"{Count} schedules, {events} events, {messages} messages, the longest {longest} of virtual time; {Environment.CpuUsage.TotalTime.TotalSeconds:0.0} s of a processor");
    }
}
