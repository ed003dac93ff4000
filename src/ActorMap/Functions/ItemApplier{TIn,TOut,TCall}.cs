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
    // As many of a microsecond as a step has time for.
    private const int Few = 25;

    protected override int RunStep(Chunk<TIn, TOut> chunk, int start, int length)
    {
        BeginNotes();
        BeginStep(chunk, start + length);
        if (chunk.Durations.IsEmpty) RunUntimed(chunk, start, start + length);
        else if (Work.Options.TimesTogether && length > Few) RunTogether(chunk, start, length);
        else RunTimed(chunk, start);
        Slot?.End();
        return chunk.Completed - start;
    }

    /// <summary>Says where the step ends, for whoever wants it to end sooner. Who sets a bound looks for steps afterwards, and this for a bound: one of both sees the other.</summary>
    private void BeginStep(Chunk chunk, int end)
    {
        chunk.StepEnd = end;
        Interlocked.MemoryBarrier();
        chunk.StopAt(Work.Bound);
    }

    /// <summary>A step of many items is of items that took less than a microsecond so far. Where the step takes much longer than it should, it is taken that one of them did.</summary>
    private void RunTogether(Chunk<TIn, TOut> chunk, int start, int length)
    {
        var then = Now();
        RunUntimed(chunk, start, start + length);
        var elapsed = ToTime(Now() - then).Ticks;
        var durations = chunk.Durations[start..chunk.Completed];
        if (durations.IsEmpty) return;
        var usual = (elapsed > 2 * Work.StepTime.Ticks ? Work.StepTime.Ticks : elapsed) / durations.Length;
        durations.Fill(usual);
        if (elapsed > 2 * Work.StepTime.Ticks) durations[^1] = elapsed - (usual * (durations.Length - 1));
    }

    /// <summary>A failure ends the step behind its item: no price for the items that succeed, and none of those that follow keeps it from being told.</summary>
    private void RunUntimed(Chunk<TIn, TOut> chunk, int start, int end)
    {
        var items = chunk.Items[..end];
        var results = chunk.Results[..end];
        try
        {
            if (Slot is null) Apply(call, items, results, start, Scope, chunk);
            else ApplyNoted(call, items, results, start, Scope, chunk, ref Slot.Running);
        }
        catch (Exception error)
        {
            var failed = Math.Max(start, chunk.Completed);
            Fail(chunk, failed, error, TimeSpan.Zero);
            chunk.Completed = failed + 1;
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
        for (var i = next; i < chunk.StepEnd; i++)
        {
            Volatile.Write(ref running, first + i + 1);
            Unsafe.Add(ref result, i) = call.Invoke(items[i], scope, first + i);
            chunk.Completed = i + 1;
        }
    }

    private void RunTimed(Chunk<TIn, TOut> chunk, int start)
    {
        var items = chunk.Items;
        var results = chunk.Results;
        var durations = chunk.Durations;
        var then = Now();
        Exception? thrown = null;
        for (var i = start; i < chunk.StepEnd && thrown is null; i++)
        {
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
