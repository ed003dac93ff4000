using Akka.Actor;
using Akka.Configuration;
using CsCheck;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>Runs schedules and says what went wrong, with the seed that it takes to run them again.</summary>
internal sealed class ClusterSimulator : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("simulation", Config);

    /// <summary>Every actor runs on this thread, and nothing is logged.</summary>
    private static Config Config => ConfigurationFactory.ParseString(
        """
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.actor.default-dispatcher { type = "ActorMap.Cluster.Tests.Simulation.OneThreadDispatcherConfigurator, ActorMap.Cluster.Tests" }
        akka.actor.internal-dispatcher { type = "ActorMap.Cluster.Tests.Simulation.OneThreadDispatcherConfigurator, ActorMap.Cluster.Tests" }
        actormap.coordination-dispatcher { type = "ActorMap.Cluster.Tests.Simulation.OneThreadDispatcherConfigurator, ActorMap.Cluster.Tests" }
        """).WithFallback(Pool.Reference.Config);

    public static ClusterSchedule Of(string seed) => ClusterSchedules.All.Generate(PCG.Parse(seed), null, out _);

    public SimulatedCluster Run(ClusterSchedule schedule)
    {
        var job = new SimulatedCluster(_system, schedule);
        var ended = job.TryRun();
        job.Findings.Require(ended, $"it did not end within {job.Makespan} and {job.Time.Happened} events");
        if (ended) new Expectations(job).Check();
        return job.Findings.All.Count == 0 ? job : throw new InvalidOperationException($"{string.Join("; ", job.Findings.All)} — {schedule}");
    }

    /// <summary>The schedules of a range of numbers: the same every time. The first that goes wrong is told with its seed.</summary>
    /// <returns>How much happened.</returns>
    public (long Events, long Messages, TimeSpan Longest) RunMany(int first, int count)
    {
        var (events, messages, longest) = (0L, 0L, TimeSpan.Zero);
        for (var number = first; number < first + count; number++)
        {
            var random = new PCG((uint)number, 1);
            var seed = random.ToString();
            try
            {
                var job = Run(ClusterSchedules.All.Generate(random, null, out _));
                events += job.Time.Happened;
                messages += job.Nodes.Sum(node => node.Wire.Messages);
                if (job.Makespan > longest) longest = job.Makespan;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed \"{seed}\": {error.Message}", error);
            }
        }

        return (events, messages, longest);
    }

    /// <summary>Its actors end on this thread, too.</summary>
    public void Dispose()
    {
        var end = _system.Terminate();
        while (!end.IsCompleted) OneThread.Current.TakeForeign();
    }
}
