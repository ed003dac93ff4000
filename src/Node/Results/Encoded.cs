using ActorMap.Node.Timing;

namespace ActorMap.Node.Results;

/// <summary>A result as the bytes to write: a slice of a buffer that its worker filled.</summary>
[PayloadCodec(typeof(EncodedCodec))]
internal readonly record struct Encoded(byte[] Buffer, int Start, int Length)
{
    /// <summary>All of it: the line, and what a worker elsewhere has put behind it.</summary>
    internal ReadOnlySpan<byte> Bytes => Buffer.AsSpan(Start, Length);

    /// <summary>The line, with its end.</summary>
    internal ReadOnlySpan<byte> Line => StageStamp.LineOf(Bytes);
}
