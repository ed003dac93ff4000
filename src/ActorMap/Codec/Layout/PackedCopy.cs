using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorMap.Codec;

/// <summary>Copies plain structs that have gaps, without the gaps.</summary>
internal static class PackedCopy
{
    /// <summary>Packs structs that are in a row; <paramref name="to"/> is as long as they take packed.</summary>
    internal static void Pack(ref byte first, ObjectLayout layout, scoped Span<byte> to)
    {
        for (; !to.IsEmpty; to = to[layout.Least..], first = ref Unsafe.AddByteOffset(ref first, layout.Size))
        {
            var at = 0;
            foreach (var slot in layout.Slots)
            {
                Bytes(ref first, slot).CopyTo(to[at..]);
                at += slot.Length;
            }
        }
    }

    /// <summary>Unpacks; the gaps are left as they are.</summary>
    internal static void Unpack(ref byte first, ObjectLayout layout, scoped ReadOnlySpan<byte> from)
    {
        for (; !from.IsEmpty; from = from[layout.Least..], first = ref Unsafe.AddByteOffset(ref first, layout.Size))
        {
            var at = 0;
            foreach (var slot in layout.Slots)
            {
                from.Slice(at, slot.Length).CopyTo(Bytes(ref first, slot));
                at += slot.Length;
            }
        }
    }

    private static Span<byte> Bytes(ref byte first, Slot slot) =>
        MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref first, slot.Offset), slot.Length);
}
