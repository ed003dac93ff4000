using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        for (var done = 0; done < length; done++)
        {
            try
            {
                // A failure leaves the loop and comes back behind the item: no price for the items that succeed.
                Apply(function, items, results, Scope, chunk.Start + start, ref done);
            }
            catch (Exception error)
            {
                Fail(chunk, start + done, error, TimeSpan.Zero);
            }
        }
    }

    /// <summary>
    /// In a method without a try, so that everything stays in registers but the place to come back to. The spans have one length: checking it for each
    /// result would be a quarter of the time of a small function (benchmarks: pairs).
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Apply(IMapFunction<TIn, TOut> function, ReadOnlySpan<TIn> items, Span<TOut> results, CallScope scope, long first, ref int done)
    {
        ref var result = ref MemoryMarshal.GetReference(results);
        for (var i = done; i < items.Length; i++)
        {
            done = i;
            Unsafe.Add(ref result, i) = function.Invoke(items[i], new MapContext(scope, first + i));
        }

        done = items.Length;
    }
}
