using ActorMap.Chunks;

namespace ActorMap.Functions;

/// <summary>Runs each step as one batch; a batch that throws runs again item by item, so that the failure has its own index.</summary>
internal sealed class BatchApplier<TIn, TOut>(Work work, WorkerInfo worker, IBatchMapFunction<TIn, TOut> function)
    : SyncApplier<TIn, TOut>(work, worker, (function as ILongBatches)?.BatchTime ?? Work.BatchTime, work.Exact ? null : int.MaxValue)
{
    protected override int RunStep(Chunk<TIn, TOut> chunk, int start, int length)
    {
        var then = Now();
        if (!TryRun(chunk, start, length, out _) && !Work.Token.IsCancellationRequested)
        {
            for (var i = start; i < start + length; i++)
            {
                if (!TryRun(chunk, i, 1, out var error)) Fail(chunk, i, error!, ToTime(Now() - then));
            }
        }

        if (!chunk.Durations.IsEmpty) chunk.Durations.Slice(start, length).Fill(ToTime(Now() - then).Ticks / length);
        return length;
    }

    private bool TryRun(Chunk<TIn, TOut> chunk, int start, int length, out Exception? error)
    {
        BeginNotes(length);
        Slot?.Run(chunk.Start + start);
        try
        {
            function.Invoke(chunk.Items.Slice(start, length), chunk.Results.Slice(start, length), new MapContext(Scope, chunk.Start + start));
            error = null;
            return true;
        }
        catch (Exception thrown)
        {
            error = thrown;
            return false;
        }
        finally
        {
            Slot?.End();
        }
    }
}
