namespace ActorMap.Codec;

/// <summary>For what is told by bytes.</summary>
internal sealed class BytesForm<T>(Func<T, ReadOnlyMemory<byte>> write, Func<byte[], T> read) : ItemForm<T>
{
    internal override void Write(T value, WireWriter to)
    {
        var bytes = write(value);
        to.Number(bytes.Length);
        to.Bytes(bytes.Span);
    }

    internal override T Read(ref WireReader from)
    {
        var bytes = new byte[from.Count()];
        from.CopyTo(bytes);
        return read(bytes);
    }
}
