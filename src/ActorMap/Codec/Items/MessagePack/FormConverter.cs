using System.Buffers;
using System.Text.Json.Nodes;
using Nerdbank.MessagePack;
using PolyType;

namespace ActorMap.Codec;

/// <summary>Puts what travels in a way of its own into MessagePack, as binary.</summary>
internal sealed class FormConverter<T>(ItemForm<T?> form) : MessagePackConverter<T>
{
    public override void Write(ref MessagePackWriter writer, in T? value, SerializationContext context)
    {
        var own = WireWriter.Rent();
        form.Write(value, own);
        if (own.Length > int.MaxValue - 64) throw new CarriageException("a part of it is more than 2 GiB");
        writer.WriteBinHeader((int)own.Length);
        var span = writer.GetSpan((int)own.Length);
        own.CopyTo(span);
        writer.Advance((int)own.Length);
        own.Return();
    }

    public override T? Read(ref MessagePackReader reader, SerializationContext context)
    {
        var own = new WireReader(reader.ReadBytes() ?? ReadOnlySequence<byte>.Empty);
        var value = form.Read(ref own);
        own.End();
        return value;
    }

    public override JsonObject? GetJsonSchema(JsonSchemaContext context, ITypeShape typeShape) => null;
}
