using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActorMap.Node.Binding;

/// <summary>
/// What the framework reads in its own way is read as its text is anywhere: a property takes what a parameter takes, so that a class is filled by the same table as a record. Written it is as the
/// framework has it.
/// </summary>
/// <param name="usual">How the framework has it.</param>
internal sealed class ScalarReading(JsonSerializerOptions usual) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert)
    {
        // Texts, bytes and words have converters of their own, and so may any type of its author.
        if (Nullable.GetUnderlyingType(typeToConvert) is { } inner) return ScalarParsers.IsScalar(inner);
        return typeToConvert != typeof(string) && typeToConvert != typeof(byte[]) && !typeToConvert.IsEnum && ScalarParsers.IsScalar(typeToConvert)
            && usual.GetTypeInfo(typeToConvert).Kind == JsonTypeInfoKind.None && typeToConvert.GetCustomAttribute<JsonConverterAttribute>() is null;
    }

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Nullable.GetUnderlyingType(typeToConvert) is { } inner
        ? (JsonConverter)Activator.CreateInstance(typeof(NullableReader<>).MakeGenericType(inner), options.GetConverter(inner))!
        : (JsonConverter)Activator.CreateInstance(typeof(Reader<>).MakeGenericType(typeToConvert), usual.GetConverter(typeToConvert))!;

    private sealed class Reader<T>(JsonConverter<T> usual) : JsonConverter<T>
    {
        private static readonly bool IsNumber = (typeof(T).IsPrimitive && typeof(T) != typeof(char) && typeof(T) != typeof(bool)) || typeof(T) == typeof(decimal);

        /// <summary>What JSON has a form of its own for the framework reads at once; the rest is a text.</summary>
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (!(IsNumber && reader.TokenType == JsonTokenType.Number) && !(typeof(T) == typeof(bool) && reader.TokenType is (JsonTokenType.True or JsonTokenType.False))) return ScalarConverter.Read<T>(ref reader);
            try
            {
                return usual.Read(ref reader, typeToConvert, options)!;
            }
            catch (FormatException)
            {
                // Told as for a parameter, with the number.
                return ScalarConverter.Read<T>(ref reader);
            }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => usual.Write(writer, value, options);
    }

    /// <summary>An empty text is null, as it is in a column.</summary>
    private sealed class NullableReader<T>(JsonConverter<T> inner) : JsonConverter<T?>
        where T : struct
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(default(ReadOnlySpan<byte>)) ? null : inner.Read(ref reader, typeof(T), options);

        public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
        {
            if (value is { } present) inner.Write(writer, present, options);
            else writer.WriteNullValue();
        }
    }
}

/// <summary>A table's field as the bytes of its text; in JSON they are base64.</summary>
internal sealed class FieldBytes : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LosslessJson.Bytes(ref reader);

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value);
}
