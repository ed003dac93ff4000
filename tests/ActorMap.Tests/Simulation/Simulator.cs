namespace ActorMap.Tests.Simulation;

/// <summary>Runs schedules and says what went wrong, with all that it takes to run them again.</summary>
internal static class Simulator
{
    /// <summary>Runs one schedule to its end and checks it.</summary>
    public static SimulatedJob Run(Schedule schedule)
    {
        var job = new SimulatedJob(schedule);
        var ended = job.TryRun();
        job.Findings.Require(ended, $"it did not end after {job.Timeline.Happened} events: head {job.Aggregator.Ledger.Head}, {job.Router}");
        if (ended) new Expectations(job).Check();
        return job.Findings.All.Count == 0 ? job : throw new CaseException($"{string.Join("; ", job.Findings.All)} — {schedule}");
    }

    /// <summary>Runs the schedule of a seed again, as a failure has told it.</summary>
    public static SimulatedJob Replay(string seed) => Run(Cases.Of(Schedules.All, seed));

    /// <summary>The schedules of a range of numbers: the same every time.</summary>
    public static void RunMany(int first, int count) => Cases.Hold(Schedules.All, count, schedule => Run(schedule), first: first);
}
