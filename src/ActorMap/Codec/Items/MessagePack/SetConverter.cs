using System.Text.Json.Nodes;
using Nerdbank.MessagePack;
using PolyType;

namespace ActorMap.Codec;

/// <summary>An array of the comparer's number, then the items.</summary>
internal sealed class SetConverter<TSet, T> : MessagePackConverter<TSet>
{
    public override void Write(ref MessagePackWriter writer, in TSet? value, SerializationContext context)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        context.DepthStep();
        var converter = Converters.Of<T>(context);
        var items = ((IEnumerable<T>)value).ToArray();
        writer.WriteArrayHeader(checked(items.Length + 1));
        writer.Write(KeyComparers.NumberOf<T>(value));
        foreach (var item in items) converter.Write(ref writer, in item!, context);
    }

    public override TSet? Read(ref MessagePackReader reader, SerializationContext context)
    {
        if (reader.TryReadNil()) return default;
        context.DepthStep();
        var converter = Converters.Of<T>(context);
        var count = reader.ReadArrayHeader() - 1;
        if (count < 0) throw new WireException("a set has no comparer");
        var comparer = KeyComparers.Numbered<T>(reader.ReadInt32());
        var items = new List<T>(Math.Min(count, Converters.AtOnce));
        for (var i = 0; i < count; i++) items.Add(converter.Read(ref reader, context)!);
        return (TSet)KeyedCollections.Set(typeof(TSet).GetGenericTypeDefinition(), comparer, items);
    }

    public override JsonObject? GetJsonSchema(JsonSchemaContext context, ITypeShape typeShape) => null;
}
