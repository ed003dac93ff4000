using ActorMap.Chunks;

namespace ActorMap.Functions;

/// <summary>Each item has its time: its token is cancelled when that is up, and a value that comes later is not taken.</summary>
internal sealed class LimitedApplier<TIn, TOut>(Work work, WorkerInfo worker, IMapFunction<TIn, TOut> function, TimeSpan limit)
    : SyncApplier<TIn, TOut>(work, worker, Work.StepTime, longestStep: 1)
{
    protected override int RunStep(Chunk<TIn, TOut> chunk, int start, int length)
    {
        for (var i = start; i < start + length && !chunk.Running.IsGivenUp; i++) RunItem(chunk, i);
        return length;
    }

    private void RunItem(Chunk<TIn, TOut> chunk, int offset)
    {
        var then = Now();
        using var clock = new ItemClock(limit, Work);
        chunk.Running.Begin(offset, then);
        BeginNotes();
        Slot?.Run(chunk.Start + offset);
        TOut? value = default;
        Exception? thrown = null;
        try
        {
            value = function.Invoke(chunk.Items[offset], new MapContext(Scope.With(clock.Token), chunk.Start + offset));
        }
        catch (Exception error)
        {
            thrown = error;
        }

        Slot?.End();
        var duration = ToTime(Now() - then);
        if (!chunk.Running.TryEnd(offset)) return;
        if (clock.IsUp) chunk.Fail(Failures.TimedOut(limit, chunk.Start + offset, chunk.Attempt, Worker, duration));
        else if (thrown is not null) Fail(chunk, offset, thrown, duration);
        else chunk.Results[offset] = value!;
        if (!chunk.Durations.IsEmpty) chunk.Durations[offset] = duration.Ticks;
        chunk.Completed = offset + 1;
    }
}
