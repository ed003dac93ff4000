namespace ActorMap.Codec;

/// <summary>For arrays of plain values: a length, one more than it is so that 0 is null, and their memory.</summary>
internal sealed class PlainArrayItem<T> : ItemForm<T[]?>
{
    private readonly ObjectLayout _layout = ObjectLayout.Of(typeof(T));

    internal override uint Mark => _layout.Mark;

    internal override void Write(T[]? value, WireWriter to)
    {
        to.Number(value is null ? 0UL : (ulong)value.Length + 1);
        if (value is { Length: > 0 }) PlainMemory.Write(value, _layout, to);
    }

    internal override T[]? Read(ref WireReader from)
    {
        var head = from.Number();
        if (head == 0) return null;
        var length = from.CheckedCount(head - 1, _layout.Least);
        if (length == 0) return [];
        // What costs no bytes must not cost memory.
        if (_layout.Least == 0 && length > 1 << 16) throw new WireException($"an array of {length} values of no length");
        var value = _layout.IsBlock ? GC.AllocateUninitializedArray<T>(length) : new T[length];
        PlainMemory.Read(value, _layout, ref from);
        return value;
    }
}
