using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorMap.Node.Programs;

/// <summary>One JSON value as its text, known to be sound: what goes to a program, and what comes from it. A slice, so that it need not be copied.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct JsonText(byte[] Buffer, int Start, int Length)
{
    internal ReadOnlySpan<byte> Bytes => Buffer.AsSpan(Start, Length);

    internal static JsonText Of(byte[] bytes) => new(bytes, 0, bytes.Length);

    private sealed class Converter : JsonConverter<JsonText>
    {
        public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var value = JsonDocument.ParseValue(ref reader);
            return Of(JsonSerializer.SerializeToUtf8Bytes(value.RootElement, options));
        }

        public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) => writer.WriteRawValue(value.Bytes, skipInputValidation: true);
    }
}
