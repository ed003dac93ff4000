using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Writes and reads the fields of one object or struct, by their places in memory.</summary>
internal static class SlotContent
{
    internal static void Write(ref byte first, ObjectLayout layout, GraphWriter to)
    {
        foreach (ref readonly var slot in layout.Slots.AsSpan())
        {
            ref var at = ref Unsafe.AddByteOffset(ref first, slot.Offset);
            switch (slot.Kind)
            {
                case SlotKind.Reference:
                    to.Content.Number(to.NumberOf(Unsafe.As<byte, object?>(ref at)));
                    break;
                case SlotKind.Plain:
                    to.Content.Bytes(MemoryMarshal.CreateReadOnlySpan(ref at, slot.Length));
                    break;
                default:
                    if (Unsafe.As<byte, nint>(ref at) != 0) throw new RefusedException(typeof(nint), Refusal.NativeHandle);
                    break;
            }
        }
    }

    /// <summary>Fills what is zero as yet.</summary>
    internal static void Read(ref byte first, ObjectLayout layout, ref WireReader from, GraphReader reader)
    {
        foreach (ref readonly var slot in layout.Slots.AsSpan())
        {
            ref var at = ref Unsafe.AddByteOffset(ref first, slot.Offset);
            if (slot.Kind == SlotKind.Plain) from.CopyTo(MemoryMarshal.CreateSpan(ref at, slot.Length));
            else if (slot.Kind == SlotKind.Reference) Unsafe.As<byte, object?>(ref at) = reader.Object(ref from, slot.Type!);
        }
    }
}
