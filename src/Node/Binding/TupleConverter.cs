using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorMap.Node.Binding;

/// <summary>A tuple is an array in JSON: its names are the compiler's, not the value's.</summary>
internal sealed class TupleConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => TupleShape.IsTuple(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), nonPublic: true)!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, ITuple
    {
        private readonly Type[] _elements = TupleShape.Elements(typeof(T));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var array = JsonDocument.ParseValue(ref reader);
            if (array.RootElement.ValueKind != JsonValueKind.Array || array.RootElement.GetArrayLength() != _elements.Length)
                throw new JsonException($"a tuple of {_elements.Length} is an array of {_elements.Length} values.");
            return (T)Build(typeof(T), [.. array.RootElement.EnumerateArray().Select((value, i) => value.Deserialize(_elements[i], options))]);
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            for (var i = 0; i < value.Length; i++) JsonSerializer.Serialize(writer, value[i], _elements[i], options);
            writer.WriteEndArray();
        }

        private static object Build(Type tuple, object?[] values)
        {
            var arguments = tuple.GetGenericArguments();
            return Activator.CreateInstance(tuple, arguments.Length <= 7 ? values : [.. values[..7], Build(arguments[7], values[7..])])!;
        }
    }
}
