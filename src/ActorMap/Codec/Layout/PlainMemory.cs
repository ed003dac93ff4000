using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorMap.Codec;

/// <summary>Writes and reads many plain values in a row: at once where they have no gaps, else packed piece by piece.</summary>
internal static class PlainMemory
{
    private const int Piece = 1 << 16;

    /// <summary>Large arrays without gaps are not copied before the writer's content is taken.</summary>
    internal static void Write(Array array, ObjectLayout element, WireWriter to)
    {
        if (element.IsBlock) to.Content(array, array.LongLength * element.Size);
        else Write(ref MemoryMarshal.GetArrayDataReference(array), array.LongLength, element, to);
    }

    internal static void Read(Array array, ObjectLayout element, ref WireReader from) =>
        Read(ref MemoryMarshal.GetArrayDataReference(array), array.LongLength, element, ref from);

    internal static void Write(ref byte first, long count, ObjectLayout element, WireWriter to)
    {
        var step = Math.Max(1, Piece / Math.Max(element.Least, 1));
        for (long i = 0; i < count; i += step)
        {
            var length = (int)Math.Min(step, count - i) * element.Least;
            ref var at = ref Unsafe.AddByteOffset(ref first, (nint)i * element.Size);
            var span = to.GetSpan(length)[..length];
            if (element.IsBlock) MemoryMarshal.CreateReadOnlySpan(ref at, length).CopyTo(span);
            else PackedCopy.Pack(ref at, element, span);
            to.Advance(length);
        }
    }

    internal static void Read(ref byte first, long count, ObjectLayout element, ref WireReader from)
    {
        var step = Math.Max(1, Piece / Math.Max(element.Least, 1));
        var packed = element.IsBlock ? [] : new byte[Math.Min(step, count) * element.Least];
        for (long i = 0; i < count; i += step)
        {
            var length = (int)Math.Min(step, count - i) * element.Least;
            ref var at = ref Unsafe.AddByteOffset(ref first, (nint)i * element.Size);
            if (element.IsBlock)
            {
                from.CopyTo(MemoryMarshal.CreateSpan(ref at, length));
                continue;
            }

            from.CopyTo(packed.AsSpan(0, length));
            PackedCopy.Unpack(ref at, element, packed.AsSpan(0, length));
        }
    }
}
