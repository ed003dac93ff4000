using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActorMap.Node.Binding;

/// <summary>What is one value for the tool, and properties or nothing for the framework (<c>BigInteger</c>, <c>IPAddress</c>, <c>Complex</c>): whole numbers as such, the rest as a string, as in a line.</summary>
/// <param name="usual">How the framework has it.</param>
internal sealed class ScalarConverter(JsonSerializerOptions usual) : JsonConverterFactory
{
    // Of the primitive ones the framework refuses these two.
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsPrimitive
        ? typeToConvert == typeof(nint) || typeToConvert == typeof(nuint)
        : Nullable.GetUnderlyingType(typeToConvert) is null && ScalarParsers.IsScalar(typeToConvert) && usual.GetTypeInfo(typeToConvert).Kind != JsonTypeInfoKind.None;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), nonPublic: true)!;

    /// <summary>A number or a string, as its text is read anywhere.</summary>
    internal static T Read<T>(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = reader.TokenType switch
        {
            JsonTokenType.Number when !reader.HasValueSequence => reader.ValueSpan,
            JsonTokenType.Number => reader.ValueSequence.ToArray(),
            JsonTokenType.String or JsonTokenType.PropertyName => LosslessJson.Bytes(ref reader),
            _ => throw new JsonException($"{reader.TokenType} is not {TypeNames.Of(typeof(T))}."),
        };
        return ScalarParser<T>.Instance!.TryParse(text, out var value) ? value : throw new JsonException($"'{Excerpt.Of(text)}' is not {TypeNames.Of(typeof(T))}.");
    }

    private sealed class Converter<T> : JsonConverter<T>
        where T : notnull
    {
        private static readonly bool IsWhole = typeof(T).GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IBinaryInteger<>));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ScalarConverter.Read<T>(ref reader);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (IsWhole) writer.WriteRawValue(Text(value), skipInputValidation: true);
            else writer.WriteStringValue(Text(value));
        }

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ScalarConverter.Read<T>(ref reader);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Text(value));

        private static string Text(T value) => value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString() ?? string.Empty;
    }
}
