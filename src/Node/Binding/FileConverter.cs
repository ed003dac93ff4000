using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorMap.Node.Binding;

/// <summary>A file is its path.</summary>
internal sealed class FileConverter : JsonConverter<FileInfo>
{
    public override FileInfo? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() switch
        {
            null or "" => throw new JsonException("a path is empty."),
            var path => path.Contains('\0', StringComparison.Ordinal) ? throw new JsonException("a path has a NUL.") : new FileInfo(path),
        };

    public override void Write(Utf8JsonWriter writer, FileInfo value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
