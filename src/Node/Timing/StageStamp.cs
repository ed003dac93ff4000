using System.Buffers.Binary;
using ActorMap.Node.Results;

namespace ActorMap.Node.Timing;

/// <summary>
/// The times of a sample, behind the result that they were taken of, on its way from another process. A result is a line and ends as one: what ends otherwise has times behind it,
/// and a result without costs nothing.
/// </summary>
internal static class StageStamp
{
    private const byte Mark = 1;
    private const int Size = (2 * sizeof(float)) + 1;

    /// <param name="result">A line.</param>
    /// <param name="encoding">What went into the records of the items that the sample stands for.</param>
    /// <param name="all">What they took in all, in the same unit.</param>
    internal static Encoded On(Encoded result, double encoding, double all)
    {
        var bytes = new byte[result.Length + Size];
        result.Bytes.CopyTo(bytes);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(result.Length), (float)encoding);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(result.Length + sizeof(float)), (float)all);
        bytes[^1] = Mark;
        return new Encoded(bytes, 0, bytes.Length);
    }

    internal static ReadOnlySpan<byte> LineOf(ReadOnlySpan<byte> bytes) => IsStamped(bytes) ? bytes[..^Size] : bytes;

    /// <returns>Null where there are none.</returns>
    internal static (double Encoding, double All)? Read(ReadOnlySpan<byte> bytes) => IsStamped(bytes)
        ? (BinaryPrimitives.ReadSingleLittleEndian(bytes[^Size..]), BinaryPrimitives.ReadSingleLittleEndian(bytes[^(Size - sizeof(float))..]))
        : null;

    private static bool IsStamped(ReadOnlySpan<byte> bytes) => bytes.Length > Size && bytes[^1] == Mark;
}
