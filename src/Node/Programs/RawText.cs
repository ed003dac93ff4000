using System.Text.Json;
using System.Text.Json.Serialization;
using ActorMap.Node.Binding;
using ActorMap.Node.Input;

namespace ActorMap.Node.Programs;

/// <summary>What a command printed: bytes that need be no UTF-8, and go out as they came. In JSON they are a string.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct RawText(byte[] Bytes)
{
    private sealed class Converter : JsonConverter<RawText>
    {
        public override RawText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(LosslessText.Encode(LosslessJson.Read(ref reader) ?? string.Empty));

        public override void Write(Utf8JsonWriter writer, RawText value, JsonSerializerOptions options) => writer.WriteStringValue(LosslessText.Decode(value.Bytes));
    }
}
