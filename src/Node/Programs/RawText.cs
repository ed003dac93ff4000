using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorMap.Node.Programs;

/// <summary>What a command printed: bytes that need be no UTF-8, and go out as they came. In JSON they are a string.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct RawText(byte[] Bytes)
{
    private sealed class Converter : JsonConverter<RawText>
    {
        public override RawText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(Encoding.UTF8.GetBytes(reader.GetString() ?? string.Empty));

        public override void Write(Utf8JsonWriter writer, RawText value, JsonSerializerOptions options) => writer.WriteStringValue(Encoding.UTF8.GetString(value.Bytes));
    }
}
