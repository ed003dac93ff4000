using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorMap.Node.Binding;

/// <summary>A JSON value as it is. One with half a character, which the framework's writer refuses, goes on as it stands, on one line.</summary>
internal sealed class ElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        var json = value.ValueKind == JsonValueKind.Undefined ? default : JsonMarshal.GetRawUtf8Value(value);
        if (LosslessJson.HasHalf(json)) writer.WriteRawValue(Compact(json), skipInputValidation: true);
        else value.WriteTo(writer);
    }

    private static ReadOnlySpan<byte> Compact(ReadOnlySpan<byte> json)
    {
        var (compact, length, quoted) = (new byte[json.Length], 0, false);
        for (var i = 0; i < json.Length; i++)
        {
            if (!quoted && " \t\r\n"u8.Contains(json[i])) continue;
            if (json[i] == '"') quoted = !quoted;
            compact[length++] = json[i];
            if (json[i] == '\\') compact[length++] = json[++i];
        }

        return compact.AsSpan(0, length);
    }
}
