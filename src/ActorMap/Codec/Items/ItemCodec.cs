using System.Buffers;

namespace ActorMap.Codec;

/// <summary>
/// Carries items (and results) of one type. The type is known to both sides and nothing on the wire names another: what it can't carry
/// faithfully is refused when the codec is made. One object serves many workers at once.
/// </summary>
internal abstract class ItemCodec<T>
{
    /// <summary>Items are their memory: none can fail to be written.</summary>
    internal abstract bool IsRaw { get; }

    /// <summary>Tells two builds of the type apart: made of the names and types of what is carried.</summary>
    internal abstract uint Mark { get; }

    /// <summary>Makes the codec of the type.</summary>
    /// <exception cref="PayloadException">Something of the type would be lost: says what, where, and the cure.</exception>
    internal static ItemCodec<T> Create()
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Items travel in the byte order of little-endian machines.");
        if (PlainTypes.Contains(typeof(T))) return new RawItemCodec<T>();
        return new FormItemCodec<T>(ItemForms.For<T>() ?? MessagePackForm<T>.Create());
    }

    /// <summary>Writes items up to the first that can't be written, which leaves no bytes behind.</summary>
    /// <param name="items">What to write.</param>
    /// <param name="to">Gets the bytes of those that were written.</param>
    /// <param name="firstIndex">The position of the first item in the job, for the error.</param>
    /// <param name="error">Why the item after the last written can't be; null where all were.</param>
    /// <returns>How many were written; none where they have no room together, though the first may have it alone.</returns>
    internal abstract int WriteSome(ReadOnlySpan<T> items, IBufferWriter<byte> to, long firstIndex, out PayloadException? error);

    /// <summary>Reads as many items as the span has places; both sides know how many there are.</summary>
    /// <exception cref="WireException">The bytes are not those of so many items.</exception>
    internal void Read(in ReadOnlySequence<byte> from, Span<T> items)
    {
        var done = 0;
        Read(from, items, ref done);
    }

    /// <summary>Reads items up to the first that can't be read: where those after it begin is not known.</summary>
    /// <param name="from">The bytes of as many items as the span has places.</param>
    /// <param name="items">Gets those that were read.</param>
    /// <param name="firstIndex">The position of the first item in the job, for the error.</param>
    /// <param name="error">Why the item after the last read can't be; null where all were.</param>
    /// <returns>How many were read.</returns>
    internal int ReadSome(in ReadOnlySequence<byte> from, Span<T> items, long firstIndex, out PayloadException? error)
    {
        var done = 0;
        error = null;
        try
        {
            Read(from, items, ref done);
        }
        catch (Exception e)
        {
            // Whatever it is, it is of the bytes, or of what the type's own code says to them. Bytes after the last item are not known to be anyone's.
            done = Math.Min(done, items.Length - 1);
            error = new PayloadException($"Item {firstIndex + done} can't be read after its way from another process: {Failures.MessageOf(e)}", firstIndex + done, typeof(T), e);
        }

        return done;
    }

    /// <summary>Reads the items and says how far it is.</summary>
    protected abstract void Read(in ReadOnlySequence<byte> from, Span<T> items, ref int done);

    /// <summary>Writes all items, or nothing.</summary>
    /// <exception cref="PayloadException">An item can't be written; its index is that of the item.</exception>
    internal void Write(ReadOnlySpan<T> items, IBufferWriter<byte> to, long firstIndex = 0)
    {
        if (IsRaw)
        {
            WriteSome(items, to, firstIndex, out _);
            return;
        }

        var all = new WireWriter();
        WriteSome(items, all, firstIndex, out var error);
        if (error is not null) throw error;
        all.CopyTo(to, all.Length);
    }
}
