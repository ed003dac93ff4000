using CsCheck;

namespace ActorMap.Tests.Simulation;

/// <summary>Runs schedules and says what went wrong, with all that it takes to run them again.</summary>
internal static class Simulator
{
    private const int TriesToShrink = 300;

    /// <summary>Runs one schedule to its end and checks it.</summary>
    public static SimulatedJob Run(Schedule schedule)
    {
        var job = new SimulatedJob(schedule);
        var ended = job.TryRun();
        job.Findings.Require(ended, $"it did not end after {job.Timeline.Happened} events: head {job.Aggregator.Ledger.Head}, {job.Router}");
        if (ended) new Expectations(job).Check();
        return job.Findings.All.Count == 0 ? job : throw new SimulationException($"{string.Join("; ", job.Findings.All)} — {schedule}");
    }

    /// <summary>The schedules of a range of numbers. The first that goes wrong is told with its seed, after CsCheck has looked for a smaller one.</summary>
    public static void RunMany(int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            var random = new PCG((uint)number, 1);
            var seed = random.ToString();
            var schedule = Schedules.All.Generate(random, null, out _);
            try
            {
                Run(schedule);
            }
            catch (Exception error)
            {
                throw new SimulationException($"Simulator.Replay(\"{seed}\"): {error.Message}{Environment.NewLine}{Smaller(seed)}", error);
            }
        }
    }

    /// <summary>Runs the schedule of a seed again, as a failure has told it.</summary>
    public static SimulatedJob Replay(string seed) => Run(Schedules.All.Generate(PCG.Parse(seed), null, out _));

    /// <summary>Schedules that nobody has run before; CsCheck tells the seed of what goes wrong, and of the smallest like it.</summary>
    public static void Explore(long count, string? seed = null) =>
        Schedules.All.Sample(schedule => { Run(schedule); }, seed: seed, iter: count, threads: 1, print: schedule => schedule.ToString());

    private static string Smaller(string seed)
    {
        try
        {
            Explore(TriesToShrink, seed);
            return "It went right the second time: the simulator is not deterministic.";
        }
        catch (CsCheckException smallest)
        {
            return smallest.Message;
        }
    }
}

/// <summary>A schedule that went wrong.</summary>
internal sealed class SimulationException(string message, Exception? inner = null) : Exception(message, inner);
