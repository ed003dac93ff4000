using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorMap.Chunks;

namespace ActorMap.Functions;

/// <summary>
/// The tight loop: nothing but the call between an item and its result. Each is there to be taken the moment it is done, with the time it took where that is
/// asked for.
/// </summary>
internal sealed class ItemApplier<TIn, TOut, TCall>(Work work, WorkerInfo worker, TCall call) : SyncApplier<TIn, TOut>(work, worker, Work.StepTime, int.MaxValue)
    where TCall : struct, ICall<TIn, TOut>
{
    protected override void RunStep(Chunk<TIn, TOut> chunk, int start, int length)
    {
        BeginNotes();
        if (chunk.Durations.IsEmpty) RunUntimed(chunk, start, start + length);
        else RunTimed(chunk, start, start + length);
        Slot?.End();
    }

    private void RunUntimed(Chunk<TIn, TOut> chunk, int start, int end)
    {
        var items = chunk.Items[..end];
        var results = chunk.Results[..end];
        chunk.StepEnd = end;
        for (var next = start; next < end; next = chunk.Completed)
        {
            try
            {
                // A failure leaves the loop and comes back behind the item: no price for the items that succeed.
                if (Slot is null) Apply(call, items, results, next, Scope, chunk);
                else ApplyNoted(call, items, results, next, Scope, chunk, ref Slot.Running);
            }
            catch (Exception error)
            {
                var failed = Math.Max(next, chunk.Completed);
                Fail(chunk, failed, error, TimeSpan.Zero);
                chunk.Completed = failed + 1;
            }
        }
    }

    /// <summary>
    /// In a method without a try, so that everything stays in registers but how far it is, and with references instead of spans, which have one length: checking
    /// it for each item would be a quarter of the time of a small function (benchmarks: pairs). Five values live through a call of x64, and where to end, which
    /// is only read, is not one of them: else the counter would go to memory and back for each item.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Apply(TCall call, ReadOnlySpan<TIn> items, Span<TOut> results, int next, CallScope scope, Chunk chunk)
    {
        ref var item = ref MemoryMarshal.GetReference(items);
        ref var result = ref MemoryMarshal.GetReference(results);
        for (var i = next; i < chunk.StepEnd; i++)
        {
            Unsafe.Add(ref result, i) = call.Invoke(Unsafe.Add(ref item, i), scope, chunk.Start + i);
            chunk.Completed = i + 1;
        }
    }

    /// <summary>The same, in a process that may die of an item: it is noted before it runs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ApplyNoted(TCall call, ReadOnlySpan<TIn> items, Span<TOut> results, int next, CallScope scope, Chunk chunk, ref long running)
    {
        var first = chunk.Start;
        ref var result = ref MemoryMarshal.GetReference(results);
        for (var i = next; i < items.Length; i++)
        {
            Volatile.Write(ref running, first + i + 1);
            Unsafe.Add(ref result, i) = call.Invoke(items[i], scope, first + i);
            chunk.Completed = i + 1;
        }
    }

    private void RunTimed(Chunk<TIn, TOut> chunk, int start, int end)
    {
        var items = chunk.Items;
        var results = chunk.Results;
        var durations = chunk.Durations;
        var then = Now();
        for (var i = start; i < end; i++)
        {
            Exception? thrown = null;
            Slot?.Run(chunk.Start + i);
            try
            {
                results[i] = call.Invoke(items[i], Scope, chunk.Start + i);
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
