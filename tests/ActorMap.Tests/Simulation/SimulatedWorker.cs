using ActorMap.Messages;

namespace ActorMap.Tests.Simulation;

/// <summary>What workers have in common: a life, and how they answer.</summary>
internal abstract class SimulatedWorker(SimulatedJob job, WorkerInfo info)
{
    private bool _isReplaced;

    public int Number => Info.Number;

    public bool IsAlive { get; private set; } = true;

    protected SimulatedJob Job { get; } = job;

    protected WorkerInfo Info { get; } = info;

    /// <summary>A chunk has come; another job has the worker for so many ticks more.</summary>
    public void Accept(SimulatedChunk chunk, long others)
    {
        if (IsAlive) Later(others, () => Begin(chunk));
    }

    public void Die() => IsAlive = false;

    public bool TryReplace()
    {
        var first = !_isReplaced;
        _isReplaced = true;
        return first;
    }

    protected abstract void Begin(SimulatedChunk chunk);

    /// <summary>Goes on later, unless the worker is dead by then.</summary>
    protected void Later(long ticks, Action action) => Job.Timeline.In(ticks, () =>
    {
        if (IsAlive) action();
    });

    /// <summary>One try of an item: how long it takes, and how it ends.</summary>
    protected (long Ticks, TryEnd End) BeginTry(SimulatedChunk chunk, int offset)
    {
        var index = chunk.Start + offset;
        Job.Began(index, chunk.Attempt);
        var (ticks, end) = Job.Plan(index).Try(Job.Schedule, chunk.Attempt);
        return (IsStraggling(index) ? 100 * ticks : ticks, end);
    }

    protected void EndTry(SimulatedChunk chunk, int offset, TryEnd end, TimeSpan duration)
    {
        var index = chunk.Start + offset;
        if (end == TryEnd.Succeeds) chunk[index] = ItemPlan.ValueOf(index);
        else if (end == TryEnd.IsLate) chunk.Fail(Failures.TimedOut(Job.Schedule.ItemTimeout!.Value, index, chunk.Attempt, Info, duration));
        else chunk.Fail(Failures.Describe(new TryFailedException(Job.Plan(index).IsPassing), index, chunk.Attempt, Info, duration));
    }

    protected void HandOver(SimulatedChunk chunk, IndexRange range)
    {
        if (range.IsEmpty) return;
        chunk.Held();
        Job.Answer(Number, Party.Aggregator, () => Job.Aggregator.Done(chunk, range), () => chunk.Held());
    }

    protected void Ready(SimulatedChunk chunk, bool ended) => Answer(() => Job.Router.Ready(Number, chunk, ended));

    protected void Ended(SimulatedChunk chunk) => Answer(() => Job.Router.Ended(chunk));

    protected void ItemsFailed(SimulatedChunk chunk)
    {
        if (chunk.HasUntoldFailures) Answer(() => Job.Router.ItemsFailed(chunk, Number));
    }

    /// <summary>With a time limit the outcome would be another.</summary>
    private bool IsStraggling(long index) => Job.Schedule is { Speculate: true, Limited: false } && new ItemRandom(Job.Schedule.Seed, (index * 64) + Number).Next(30) == 0;

    private void Answer(Action arrive) => Job.Answer(Number, Party.Router, arrive, () => { });
}
