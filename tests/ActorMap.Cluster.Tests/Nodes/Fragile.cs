using System.Buffers;
using System.Buffers.Binary;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>An item that can't be written (-1), or not be read (-2).</summary>
[PayloadCodec(typeof(Codec))]
internal sealed record Fragile(int Value)
{
    internal sealed class Codec : IPayloadCodec<Fragile>
    {
        public void Write(Fragile value, IBufferWriter<byte> writer)
        {
            if (value.Value == -1) throw new InvalidOperationException("it breaks when it is packed");
            BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(4), value.Value);
            writer.Advance(4);
        }

        public Fragile Read(ReadOnlySequence<byte> bytes)
        {
            var value = BinaryPrimitives.ReadInt32LittleEndian(bytes.ToArray());
            return value == -2 ? throw new InvalidOperationException("it broke on the way") : new Fragile(value);
        }
    }
}
