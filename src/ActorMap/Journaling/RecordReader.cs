using System.Buffers;
using System.Runtime.InteropServices;
using ActorMap.Chunks;
using ActorMap.Codec;
using ActorMap.Messages;

namespace ActorMap.Journaling;

/// <summary>Puts recorded outcomes into a chunk, once its items have turned out to be the same as then. Safe from several threads.</summary>
internal sealed class RecordReader<TIn, TOut>(ItemPrints<TIn> prints, ItemCodec<TOut> results)
{
    /// <summary>Fills those places of the chunk that the record has outcomes for.</summary>
    /// <returns>The first item that is not the same; null where all are.</returns>
    public long? Fill(Chunk<TIn, TOut> chunk, int length, RecordHead head, ReadOnlyMemory<byte> record)
    {
        var wanted = new IndexRange(Math.Max(chunk.Start, head.Range.Start), Math.Min(chunk.Start + length, head.Range.End));
        var from = new WireReader(new ReadOnlySequence<byte>(record));
        RecordHead.Read(ref from);
        var by = new RecordedBy((int)from.Number(), new WorkerInfo((int)from.Number(), WireText.Read(ref from)));
        var durations = Durations(ref from, head);
        if (FirstOther(chunk, wanted, head, ref from) is { } other) return other;
        if (head.Failed) chunk.Fail(Failure(ref from, head.Range.Start, by, durations[0]));
        else Values(chunk, wanted, head, ref from);
        for (var index = wanted.Start; index < wanted.End; index++) Told(chunk, index, by, durations.Length > 0 ? durations[index - head.Range.Start] : 0);
        return null;
    }

    private static long[] Durations(ref WireReader from, RecordHead head)
    {
        if (!head.Failed && from.Byte() == 0) return [];
        var durations = new long[head.Range.Length];
        foreach (ref var duration in durations.AsSpan()) duration = (long)from.Number();
        return durations;
    }

    private long? FirstOther(Chunk<TIn, TOut> chunk, IndexRange wanted, RecordHead head, ref WireReader from)
    {
        var then = new uint[head.Range.Length];
        from.CopyTo(MemoryMarshal.AsBytes(then.AsSpan()));
        var offset = (int)(wanted.Start - chunk.Start);
        var now = chunk.Prints is { } early ? early.AsSpan(offset, (int)wanted.Length) : prints.Of(chunk.Items.Slice(offset, (int)wanted.Length), wanted.Start);
        var same = now.CommonPrefixLength(then.AsSpan((int)(wanted.Start - head.Range.Start), (int)wanted.Length));
        return same < wanted.Length ? wanted.Start + same : null;
    }

    private void Values(Chunk<TIn, TOut> chunk, IndexRange wanted, RecordHead head, ref WireReader from)
    {
        var places = chunk.Results.Slice((int)(wanted.Start - chunk.Start), (int)wanted.Length);
        if (wanted == head.Range)
        {
            results.Read(from.Unread, places);
            return;
        }

        var all = new TOut[head.Range.Length];
        results.Read(from.Unread, all);
        all.AsSpan((int)(wanted.Start - head.Range.Start), places.Length).CopyTo(places);
    }

    private static ItemFailure Failure(ref WireReader from, long index, RecordedBy by, long duration)
    {
        var failure = new ItemFailure(index, by.Attempts, by.Worker, WireText.Read(ref from), WireText.Read(ref from), WireText.ReadOrNull(ref from), null, new TimeSpan(duration));
        return (failure with { Death = Death(ref from, failure.ErrorType) }).Arrived();
    }

    /// <summary>Older journals have nothing of it but the type of the failure.</summary>
    private static ProcessDeath? Death(ref WireReader from, string type) =>
        from.Left > 0 ? new ProcessDeath(Known(ref from), Known(ref from)) : type == typeof(WorkerLostException).FullName ? default(ProcessDeath) : null;

    private static int? Known(ref WireReader from) => from.Byte() == 0 ? null : (int)from.Signed();

    private static void Told(Chunk<TIn, TOut> chunk, long index, RecordedBy by, long duration)
    {
        var offset = (int)(index - chunk.Start);
        if (chunk.Recorded is { } recorded) recorded[offset] = by;
        if (!chunk.Durations.IsEmpty) chunk.Durations[offset] = duration;
    }
}
