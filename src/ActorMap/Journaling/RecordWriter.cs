using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ActorMap.Chunks;
using ActorMap.Codec;
using ActorMap.Messages;

namespace ActorMap.Journaling;

/// <summary>Writes outcomes as records: who worked on them, the checksums of their items, and the results or the failure.</summary>
internal sealed class RecordWriter<TIn, TOut>(ItemPrints<TIn> prints, ItemCodec<TOut> results)
{
    private readonly WireWriter _record = new();

    /// <exception cref="PayloadException">A result, or an item, is of a type derived from what can be carried.</exception>
    public void Values(Chunk<TIn, TOut> chunk, IndexRange range, ArrayBufferWriter<byte> to)
    {
        var (offset, length) = ((int)(range.Start - chunk.Start), (int)range.Length);
        new RecordHead(false, range).Write(_record);
        By(chunk.AttemptsOf(range.Start), chunk.WorkerOf(range.Start));
        var durations = chunk.Durations.IsEmpty ? [] : chunk.Durations.Slice(offset, length);
        _record.Byte(durations.IsEmpty ? (byte)0 : (byte)1);
        foreach (var duration in durations) _record.Number((ulong)duration);
        Prints(chunk, offset, length);
        results.WriteSome(chunk.Results.Slice(offset, length), _record, range.Start, out var error);
        End(error, to);
    }

    public void Failure(Chunk<TIn, TOut> chunk, ItemFailure failure, ArrayBufferWriter<byte> to)
    {
        new RecordHead(true, IndexRange.Single(failure.Index)).Write(_record);
        By(failure.Attempts, failure.Worker);
        _record.Number((ulong)failure.Duration.Ticks);
        Prints(chunk, (int)(failure.Index - chunk.Start), 1);
        WireText.Write(failure.ErrorType, _record);
        WireText.Write(failure.ErrorMessage, _record);
        WireText.WriteOrNull(failure.StackTrace, _record);
        if (failure.Death is { } death) Death(death);
        End(null, to);
    }

    /// <summary>Of what killed its process, behind all that older journals have.</summary>
    private void Death(ProcessDeath death)
    {
        foreach (var number in (int?[])[death.ExitCode, death.Signal])
        {
            _record.Byte(number is null ? (byte)0 : (byte)1);
            if (number is { } known) _record.Signed(known);
        }
    }

    private void By(int attempts, WorkerInfo worker)
    {
        _record.Number(attempts);
        _record.Number(worker.Number);
        WireText.Write(worker.Node, _record);
    }

    private void Prints(Chunk<TIn, TOut> chunk, int offset, int length)
    {
        var sums = chunk.Prints is { } early ? early.AsSpan(offset, length) : prints.Of(chunk.Items.Slice(offset, length), chunk.Start + offset);
        _record.Bytes(MemoryMarshal.AsBytes(sums));
    }

    private void End(PayloadException? error, ArrayBufferWriter<byte> to)
    {
        if (error is null)
        {
            var length = checked((int)_record.Length);
            BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(RecordHead.LengthSize), length);
            to.Advance(RecordHead.LengthSize);
            _record.CopyTo(to, length);
        }

        _record.Clear();
        if (error is not null) throw error;
    }
}
