using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorMap.Node.Binding;

/// <summary>Also reads <c>"true"</c> and <c>"false"</c>: a table has no other.</summary>
internal sealed class BoolConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? reader.GetBoolean()
        : bool.TryParse(reader.GetString(), out var value) ? value
        : throw new JsonException($"'{reader.GetString()}' is not true or false.");

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
