using System.Buffers;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>For all that is not plain: item by item, each checked before it is handed on.</summary>
internal sealed class FormItemCodec<T>(ItemForm<T> form) : ItemCodec<T>
{
    internal override bool IsRaw => false;

    internal override uint Mark => form.Mark;

    internal override int WriteSome(ReadOnlySpan<T> items, IBufferWriter<byte> to, long firstIndex, out PayloadException? error)
    {
        var scratch = WireWriter.Rent();
        var (done, good) = (0, 0L);
        error = null;
        try
        {
            if (form.HasMark) WriteMark(scratch);
            for (good = scratch.Length; done < items.Length; done++, good = scratch.Length) form.Write(items[done], scratch);
        }
        catch (Exception e)
        {
            // Whatever it is, it is of this item: of its content, or of its own code.
            error = Uncarried(firstIndex + done, e);
        }

        try
        {
            Deliver(scratch, good, to);
        }
        catch (Exception e)
        {
            // What is too much for one payload, or for the memory that is there. It is the first item's where nothing goes with it.
            (done, error) = (0, Uncarried(firstIndex, e));
        }

        scratch.Return();
        return done;
    }

    /// <summary>All of it or, where there is no room, nothing.</summary>
    private static void Deliver(WireWriter scratch, long length, IBufferWriter<byte> to)
    {
        if (length > Array.MaxLength) throw new WireException($"{length:N0} bytes are more than one payload can have ({Array.MaxLength:N0})");
        if (length > 0) to.GetSpan((int)length);
        scratch.CopyTo(to, length);
    }

    private static PayloadException Uncarried(long index, Exception e) => new($"Item {index} can't be carried to another process: {Reason(e)}", index, typeof(T), e);

    protected override void Read(in ReadOnlySequence<byte> from, Span<T> items, ref int done)
    {
        var reader = new WireReader(from);
        try
        {
            if (form.HasMark) CheckMark(ref reader);
            for (done = 0; done < items.Length; done++) items[done] = form.Read(ref reader);
        }
        catch (Exception e) when (e is not WireException)
        {
            // Of the bytes, or of what the type's own code says to them.
            throw WireException.Making($"{TypeName.Of(typeof(T))}: {Reason(e)}", e);
        }

        reader.End();
    }

    private static string Reason(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e is CarriageException ? e.Message : $"{e.GetType().Name}: {Failures.MessageOf(e)}";
    }

    private void WriteMark(WireWriter to)
    {
        Span<byte> mark = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(mark, form.Mark);
        to.Bytes(mark);
    }

    private void CheckMark(ref WireReader from)
    {
        Span<byte> mark = stackalloc byte[4];
        from.CopyTo(mark);
        if (System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(mark) != form.Mark)
            throw new WireException($"{TypeName.Of(typeof(T))} has other members on the node that wrote them");
    }
}
