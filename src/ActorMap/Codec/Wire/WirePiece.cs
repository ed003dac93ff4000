using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorMap.Codec;

/// <summary>A stretch of an array's memory, whatever its elements are.</summary>
internal readonly record struct WirePiece(Array Source, int Start, long Length)
{
    internal ReadOnlySpan<byte> Part(long from, int atMost) => MemoryMarshal.CreateReadOnlySpan(
        ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(Source), (nint)(Start + from)), (int)Math.Min(Length - from, atMost));
}
