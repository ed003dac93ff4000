using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorMap.Codec;

/// <summary>For plain types: their memory, without gaps.</summary>
internal sealed class RawItemCodec<T> : ItemCodec<T>
{
    private const int Piece = 1 << 20;

    private readonly ObjectLayout _layout = ObjectLayout.Of(typeof(T));

    internal override bool IsRaw => true;

    internal override uint Mark => _layout.Mark;

    internal override int WriteSome(ReadOnlySpan<T> items, IBufferWriter<byte> to, long firstIndex, out PayloadException? error)
    {
        error = null;
        if (_layout.Least == 0) return items.Length;
        var step = Math.Max(1, Piece / _layout.Least);
        for (var i = 0; i < items.Length; i += step)
        {
            var some = items.Slice(i, Math.Min(step, items.Length - i));
            var length = some.Length * _layout.Least;
            ref var first = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(some));
            var span = to.GetSpan(length)[..length];
            if (_layout.IsBlock) MemoryMarshal.CreateReadOnlySpan(ref first, length).CopyTo(span);
            else PackedCopy.Pack(ref first, _layout, span);
            to.Advance(length);
        }

        return items.Length;
    }

    protected override void Read(in ReadOnlySequence<byte> from, Span<T> items, ref int done)
    {
        if (from.Length != (long)items.Length * _layout.Least)
            throw new WireException($"{items.Length} items of {_layout.Least} bytes are not {from.Length} bytes");
        if (_layout.Least == 0)
        {
            done = items.Length;
            return;
        }

        var reader = new WireReader(from);
        PlainMemory.Read(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), items.Length, _layout, ref reader);
        done = items.Length;
    }
}
