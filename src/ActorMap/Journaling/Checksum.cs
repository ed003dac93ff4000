using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorMap.Journaling;

/// <summary>CRC-32C: the processor computes it, and it sees every change of up to 32 bits in a row.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes)) sum = BitOperations.Crc32C(sum, word);
        foreach (var one in bytes[(bytes.Length & ~7)..]) sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }
}
