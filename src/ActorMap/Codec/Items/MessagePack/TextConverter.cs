using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Nerdbank.MessagePack;
using PolyType;

namespace ActorMap.Codec;

/// <summary>Strings within others: MessagePack's own, but binary UTF-16 where UTF-8 would lose a surrogate without its other half.</summary>
internal sealed class TextConverter : MessagePackConverter<string>
{
    public override void Write(ref MessagePackWriter writer, in string? value, SerializationContext context)
    {
        if (value is null) writer.WriteNil();
        else if (WireText.IsValid(value)) writer.Write(value);
        else writer.Write(MemoryMarshal.AsBytes(value.AsSpan()));
    }

    public override string? Read(ref MessagePackReader reader, SerializationContext context)
    {
        if (reader.TryReadNil()) return null;
        if (reader.NextMessagePackType != MessagePackType.Binary) return reader.ReadString();
        return WireText.Decode(reader.ReadBytes() ?? ReadOnlySequence<byte>.Empty, isUtf16: true);
    }

    public override JsonObject? GetJsonSchema(JsonSchemaContext context, ITypeShape typeShape) => null;
}
