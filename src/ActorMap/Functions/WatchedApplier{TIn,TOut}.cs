using ActorMap.Chunks;

namespace ActorMap.Functions;

/// <summary>Somebody waits for each outcome: each is there to be taken the moment it is done, with the time it took where that is asked for.</summary>
internal sealed class WatchedApplier<TIn, TOut>(Work work, WorkerInfo worker, IMapFunction<TIn, TOut> function)
    : SyncApplier<TIn, TOut>(work, worker, Work.StepTime, int.MaxValue)
{
    protected override void RunStep(Chunk<TIn, TOut> chunk, int start, int length)
    {
        if (chunk.Durations.IsEmpty) RunUntimed(chunk, start, length);
        else RunTimed(chunk, start, length);
    }

    private void RunUntimed(Chunk<TIn, TOut> chunk, int start, int length)
    {
        var items = chunk.Items.Slice(start, length);
        var results = chunk.Results.Slice(start, length);
        var scope = Scope;
        var first = chunk.Start + start;
        for (var i = 0; i < items.Length; i++)
        {
            try
            {
                for (; i < items.Length; i++)
                {
                    results[i] = function.Invoke(items[i], new MapContext(scope, first + i));
                    chunk.Completed = start + i + 1;
                }
            }
            catch (Exception error)
            {
                Fail(chunk, start + i, error, TimeSpan.Zero);
                chunk.Completed = start + i + 1;
            }
        }
    }

    private void RunTimed(Chunk<TIn, TOut> chunk, int start, int length)
    {
        var items = chunk.Items;
        var results = chunk.Results;
        var durations = chunk.Durations;
        var then = Now();
        for (var i = start; i < start + length; i++)
        {
            Exception? thrown = null;
            try
            {
                results[i] = function.Invoke(items[i], new MapContext(Scope, chunk.Start + i));
            }
            catch (Exception error)
            {
                thrown = error;
            }

            var now = Now();
            var duration = ToTime(now - then);
            durations[i] = duration.Ticks;
            then = now;
            if (thrown is not null) Fail(chunk, i, thrown, duration);
            chunk.Completed = i + 1;
        }
    }
}
