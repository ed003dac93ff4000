using ActorMap.Messages;
using ActorMap.Workers;
using Akka.Actor;

namespace ActorMap.Tests.Simulation;

/// <summary>Who sends and receives; workers have their numbers, from 0.</summary>
internal static class Party
{
    public const int Router = -1;
    public const int Aggregator = -2;
    public const int Consumer = -3;
    public const int Pool = -4;
    public const int Source = -5;
    public const int Job = -6;
}

/// <summary>What a failing try throws.</summary>
internal sealed class TryFailedException(bool isPassing) : Exception("as planned")
{
    public bool IsPassing { get; } = isPassing;
}

/// <summary>One job from its start to its end in virtual time, on one thread: the same schedule always runs the same.</summary>
internal sealed class SimulatedJob
{
    private readonly ItemRandom _delays;
    private readonly ItemRandom _faults;
    private readonly ItemPlan[] _plans;
    private readonly HashSet<(long Index, int Attempt)> _tries = [];

    public SimulatedJob(Schedule schedule)
    {
        Schedule = schedule;
        (_delays, _faults) = (new ItemRandom(schedule.Seed, -2), new ItemRandom(schedule.Seed, -3));
        _plans = [.. Enumerable.Range(0, schedule.Items).Select(index => ItemPlan.Of(schedule, index))];
        InPlace = schedule.IsInPlace ? new long?[schedule.Items] : null;
        Source = new SimulatedSource(this);
        Consumer = new SimulatedConsumer(this);
        Aggregator = new SimulatedAggregator(this);
        Router = new SimulatedRouter(this);
    }

    public Schedule Schedule { get; }
    public Timeline Timeline { get; } = new();
    public Findings Findings { get; } = new();
    public SimulatedSource Source { get; }
    public SimulatedConsumer Consumer { get; }
    public SimulatedAggregator Aggregator { get; }
    public SimulatedRouter Router { get; }
    public List<SimulatedWorker> Workers { get; } = [];
    public long?[]? InPlace { get; }

    /// <summary>Workers start nothing at or after this position.</summary>
    public long Bound { get; set; } = long.MaxValue;

    /// <summary>What the consumer has taken.</summary>
    public long Consumed { get; set; }

    public bool IsOver { get; private set; }

    public TimeSpan Makespan { get; private set; }

    /// <summary>Whether a worker was lost, so that some tries may have run twice.</summary>
    public bool HasLosses { get; private set; }

    /// <summary>Runs to the end; false where there was none.</summary>
    public bool TryRun()
    {
        var workers = Enumerable.Range(0, Schedule.Workers).Select(_ => Hire()).ToArray();
        Aggregator.Begin();
        Router.Start(workers);
        PlanDeaths();
        return Timeline.TryRun(200_000 + (200L * Schedule.Items)) && IsOver;
    }

    public ItemPlan Plan(long index) => _plans[index];

    public SimulatedChunk CreateChunk(IndexRange range, int attempt) =>
        new(range, attempt, Schedule.ExactChunk is not null, InPlace, Findings) { EndedOutOfOrder = Schedule.IsAsync ? new bool[range.Length] : null };

    /// <summary>One in ten messages is ten times as slow.</summary>
    public void Send(int from, int to, Action arrive)
    {
        var delay = Schedule.DelayMicroseconds * 10 * _delays.NextDouble();
        Timeline.Send(from, to, (long)(_delays.Next(10) == 0 ? 10 * delay : delay), arrive);
    }

    /// <summary>An answer that may come twice.</summary>
    public void Answer(int from, int to, Action arrive, Action doubled)
    {
        Send(from, to, arrive);
        if (_faults.NextDouble() >= Schedule.Duplicates) return;
        doubled();
        Send(from, to, arrive);
    }

    /// <summary>A try begins: none runs twice, but for what a loss has cost, and the copies of stragglers.</summary>
    public void Began(long index, int attempt) =>
        Findings.Require(_tries.Add((index, attempt)) || HasLosses || Schedule.Speculate, $"try {attempt} of item {index} ran twice");

    /// <summary>How long another job has the worker when a chunk comes.</summary>
    public long TakenByOthers(WorkerHandle worker)
    {
        if (!Schedule.OtherJobs || _faults.Next(4) != 0) return 0;
        var ticks = (long)(_faults.NextDouble() * 300 * Schedule.ItemMicroseconds);
        worker.Loaded();
        Timeline.In(ticks, worker.Unloaded);
        return ticks;
    }

    /// <summary>The pool replaces a worker that is lost.</summary>
    public void Replace(int lost)
    {
        if (!Workers[lost].TryReplace()) return;
        HasLosses = true;
        var replacement = Hire();
        Send(Party.Pool, Party.Router, () => Router.Joined(replacement));
        Send(Party.Pool, Party.Router, () => Router.Lost(lost));
    }

    public void Complete()
    {
        IsOver = true;
        Makespan = Timeline.Time;
        Bound = 0;
        Aggregator.Stop();
        Router.Close();
    }

    private WorkerHandle Hire()
    {
        var info = new WorkerInfo(Workers.Count, "simulated");
        Workers.Add(Schedule.IsAsync ? new WaitingWorker(this, info) : new BusyWorker(this, info));
        return new WorkerHandle(info, ActorRefs.Nobody);
    }

    /// <summary>Deaths fall anywhere in the time that the job should take; each is noticed a while later.</summary>
    private void PlanDeaths()
    {
        var work = _plans.Sum(plan => plan.Ticks) / Schedule.Workers;
        for (var i = 0; i < Schedule.Deaths; i++)
        {
            Timeline.In((long)(work * _faults.NextDouble()), () =>
            {
                var victim = Workers[_faults.Next(Workers.Count)];
                if (IsOver || !victim.IsAlive) return;
                victim.Die();
                Timeline.In((long)(_faults.NextDouble() * 20 * Schedule.ItemMicroseconds * 10), () => Replace(victim.Number));
            });
        }
    }
}
