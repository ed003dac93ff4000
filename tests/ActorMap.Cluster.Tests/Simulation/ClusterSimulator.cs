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

    /// <summary>The schedules of the first numbers: the same every time, on as many threads as there are cores. Of those that go wrong the first is told, with its seed.</summary>
    public static Variety RunMany(int count)
    {
        var variety = new Variety();
        var (next, isWrong, wrong) = (0, false, new SortedDictionary<int, Exception>());
        var threads = Enumerable.Range(0, Math.Min(count, Environment.ProcessorCount)).Select(_ => new Thread(RunSome)).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return wrong.Count == 0 ? variety : throw wrong.First().Value;

        void RunSome()
        {
            using var simulator = new ClusterSimulator();
            int number;
            while (!Volatile.Read(ref isWrong) && (number = Interlocked.Increment(ref next) - 1) < count)
            {
                if (simulator.TryRun(number, variety) is not { } error) continue;
                lock (wrong) wrong[number] = error;
                Volatile.Write(ref isWrong, true);
            }
        }
    }

    /// <summary>Its actors end on this thread, too.</summary>
    public void Dispose() => OneThread.Current.TakeForeignUntil(_system.Terminate());

    private InvalidOperationException? TryRun(int number, Variety variety)
    {
        var random = new PCG((uint)number, 1);
        var seed = random.ToString();
        try
        {
            variety.Add(Run(ClusterSchedules.All.Generate(random, null, out _)));
            return null;
        }
        catch (Exception error)
        {
            return new InvalidOperationException($"Seed \"{seed}\": {error.Message}", error);
        }
    }
}
