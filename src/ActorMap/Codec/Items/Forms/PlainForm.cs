using System.Runtime.CompilerServices;

namespace ActorMap.Codec;

/// <summary>For one plain value among others.</summary>
internal sealed class PlainForm<T> : ItemForm<T>
{
    private readonly ObjectLayout _layout = ObjectLayout.Of(typeof(T));

    internal override uint Mark => _layout.Mark;

    internal override void Write(T value, WireWriter to) => PlainMemory.Write(ref Unsafe.As<T, byte>(ref value), 1, _layout, to);

    internal override T Read(ref WireReader from)
    {
        T value = default!;
        PlainMemory.Read(ref Unsafe.As<T, byte>(ref value), 1, _layout, ref from);
        return value;
    }
}
