using System.Text.Json.Nodes;
using Nerdbank.MessagePack;
using PolyType;

namespace ActorMap.Codec;

/// <summary>An array of the comparer's number, then keys and values in turn.</summary>
internal sealed class DictionaryConverter<TDictionary, TKey, TValue> : MessagePackConverter<TDictionary>
    where TKey : notnull
{
    public override void Write(ref MessagePackWriter writer, in TDictionary? value, SerializationContext context)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        context.DepthStep();
        var (keys, values) = (Converters.Of<TKey>(context), Converters.Of<TValue>(context));
        var items = ((IEnumerable<KeyValuePair<TKey, TValue>>)value).ToArray();
        writer.WriteArrayHeader(checked((items.Length * 2) + 1));
        writer.Write(KeyComparers.NumberOf<TKey>(value));
        foreach (var (key, item) in items)
        {
            keys.Write(ref writer, in key!, context);
            values.Write(ref writer, in item!, context);
        }
    }

    public override TDictionary? Read(ref MessagePackReader reader, SerializationContext context)
    {
        if (reader.TryReadNil()) return default;
        context.DepthStep();
        var (keys, values) = (Converters.Of<TKey>(context), Converters.Of<TValue>(context));
        var count = reader.ReadArrayHeader();
        if (count % 2 == 0) throw new WireException("a dictionary has a key without a value");
        var comparer = KeyComparers.Numbered<TKey>(reader.ReadInt32());
        var items = new List<KeyValuePair<TKey, TValue>>(Math.Min(count / 2, Converters.AtOnce));
        for (var i = 0; i < count / 2; i++)
        {
            var key = keys.Read(ref reader, context) ?? throw new WireException("a dictionary has no key for a value");
            items.Add(new(key, values.Read(ref reader, context)!));
        }

        return (TDictionary)KeyedCollections.Dictionary(typeof(TDictionary).GetGenericTypeDefinition(), comparer, items);
    }

    public override JsonObject? GetJsonSchema(JsonSchemaContext context, ITypeShape typeShape) => null;
}
