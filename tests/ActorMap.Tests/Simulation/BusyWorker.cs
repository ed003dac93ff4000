using ActorMap.Chunking;
using ActorMap.Functions;
using ActorMap.Messages;

namespace ActorMap.Tests.Simulation;

/// <summary>Runs one item after the other, in steps and turns, as the <c>SyncApplier</c> within an <c>Engagement</c>.</summary>
internal sealed class BusyWorker(SimulatedJob job, WorkerInfo info) : SimulatedWorker(job, info)
{
    private Pacer _pacer = new(Work.StepTime.Ticks);
    private long _deadline;
    private int _stepEnd;
    private long _stepBegan;

    private Schedule Schedule => Job.Schedule;

    protected override void Begin(SimulatedChunk chunk) => TakeTurn(chunk);

    private void TakeTurn(SimulatedChunk chunk)
    {
        _deadline = Job.Timeline.Now + Work.TurnTime.Ticks;
        RunStep(chunk);
    }

    private void RunStep(SimulatedChunk chunk)
    {
        var most = Schedule.Limited ? 1 : _pacer.Length;
        if (chunk.Next >= Job.Bound || !chunk.TryClaim(most, out var start, out var length))
        {
            EndTurn(chunk);
            return;
        }

        (_stepBegan, _stepEnd) = (Job.Timeline.Now, start + length);
        RunItem(chunk, start, length);
    }

    private void RunItem(SimulatedChunk chunk, int offset, int step)
    {
        var began = Job.Timeline.Now;
        var (ticks, end) = BeginTry(chunk, offset);
        if (Schedule.Limited) chunk.Running.Begin(offset, began);
        Later(ticks, () =>
        {
            // A value that comes too late is not taken, and who was given up touches nothing more.
            if (Schedule.Limited && !chunk.Running.TryEnd(offset)) return;
            EndTry(chunk, offset, end, new TimeSpan(ticks));
            if (!Schedule.IsInPlace || Schedule.Limited) chunk.Completed = offset + 1;
            if (offset + 1 < _stepEnd) RunItem(chunk, offset + 1, step);
            else EndStep(chunk, step);
        });
    }

    private void EndStep(SimulatedChunk chunk, int length)
    {
        var elapsed = Job.Timeline.Now - _stepBegan;
        chunk.Completed = _stepEnd;
        chunk.Elapsed += new TimeSpan(elapsed);
        _pacer.Observe(length, elapsed);
        chunk.Step = _pacer.Length;
        if (Job.Timeline.Now < _deadline)
        {
            RunStep(chunk);
            return;
        }

        if (Schedule.ExactChunk is null && chunk.Elapsed > Work.ChunkBudget) chunk.GiveBack();
        if (chunk.Next >= chunk.Range.End)
        {
            EndTurn(chunk);
            return;
        }

        ItemsFailed(chunk);
        TakeTurn(chunk);
    }

    private void EndTurn(SimulatedChunk chunk)
    {
        HandOver(chunk, new IndexRange(chunk.Start, chunk.Start + chunk.Completed));
        Ready(chunk, ended: true);
    }
}
