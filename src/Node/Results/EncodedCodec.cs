using System.Buffers;

namespace ActorMap.Node.Results;

/// <summary>A result on its way from a node: its bytes.</summary>
internal sealed class EncodedCodec : IPayloadCodec<Encoded>
{
    public void Write(Encoded value, IBufferWriter<byte> writer) => writer.Write(value.Bytes);

    public Encoded Read(ReadOnlySequence<byte> bytes) => new(bytes.ToArray(), 0, (int)bytes.Length);
}
