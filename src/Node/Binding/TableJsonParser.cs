using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

/// <summary>A row as an object, by way of JSON: for <c>JsonElement</c>, dictionaries, and types that are more than a row of scalars.</summary>
internal sealed class TableJsonParser<T>(string[] columns, JsonTypes types) : RecordParser<T>
{
    // Who asks for JSON means to find numbers in it; a declared type says itself what it reads from a text.
    private static readonly bool NumbersAsSuch = typeof(T) == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(typeof(T)) || typeof(T) == typeof(object);

    private readonly JsonSerializerOptions _options = types.Rows;
    private readonly string[] _names = [.. columns.Select(column => Name(column, types.Rows))];

    private readonly TableFields _fields = new(columns, []);
    private readonly ArrayBufferWriter<byte> _json = new();

    private protected override T ParseSound(in Record record)
    {
        _fields.Load(in record);
        Utf8Check.Throw(record.Bytes);
        _json.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_json, Json.Writer))
        {
            writer.WriteStartObject();
            for (var i = 0; i < columns.Length; i++)
            {
                writer.WritePropertyName(_names[i]);
                Write(writer, _fields.Slice(i));
            }

            writer.WriteEndObject();
        }

        return Json.Read<T>(_json.WrittenSpan, string.Empty, _options);
    }

    private static string Name(string column, JsonSerializerOptions rows)
    {
        // Nothing but these takes a name with half a character, and nothing else has any use for one.
        if (typeof(T) == typeof(JsonElement) || typeof(T) == typeof(object)) return column;

        // Blanks around a column's name are no part of a property's, as they are none of a parameter's.
        var name = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(column));
        return rows.GetTypeInfo(typeof(T)).Kind == JsonTypeInfoKind.Object ? name.Trim() : name;
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> field)
    {
        if (NumbersAsSuch && JsonNumber.Is(field)) writer.WriteRawValue(field, skipInputValidation: true);
        else writer.WriteStringValue(field);
    }
}
