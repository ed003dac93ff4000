namespace ActorMap.Node.Results;

/// <summary>A result as the bytes to write: a slice of a buffer that its worker filled.</summary>
[PayloadCodec(typeof(EncodedCodec))]
internal readonly record struct Encoded(byte[] Buffer, int Start, int Length)
{
    internal ReadOnlySpan<byte> Bytes => Buffer.AsSpan(Start, Length);
}
