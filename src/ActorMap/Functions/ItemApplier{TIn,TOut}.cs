using ActorMap.Chunks;

namespace ActorMap.Functions;

/// <summary>The tight loop: nothing but the call between an item and its result.</summary>
internal sealed class ItemApplier<TIn, TOut>(Work work, WorkerInfo worker, IMapFunction<TIn, TOut> function)
    : SyncApplier<TIn, TOut>(work, worker, Work.StepTime, int.MaxValue)
{
    protected override void RunStep(Chunk<TIn, TOut> chunk, int start, int length)
    {
        var items = chunk.Items.Slice(start, length);
        var results = chunk.Results.Slice(start, length);
        var scope = Scope;
        var first = chunk.Start + start;
        for (var i = 0; i < items.Length; i++)
        {
            try
            {
                // A failure leaves the loop and comes back behind the item: no price for the items that succeed.
                for (; i < items.Length; i++) results[i] = function.Invoke(items[i], new MapContext(scope, first + i));
            }
            catch (Exception error)
            {
                Fail(chunk, start + i, error, TimeSpan.Zero);
            }
        }
    }
}
