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
    private readonly (int Column, string Name)[] _taken = Taken(columns, types.Rows);

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
            foreach (var (column, name) in _taken)
            {
                writer.WritePropertyName(name);
                Write(writer, _fields.Slice(column));
            }

            writer.WriteEndObject();
        }

        return Json.Read<T>(_json.WrittenSpan, string.Empty, _options);
    }

    /// <summary>Of columns that are one name to the type only the one that a parameter of that name would take: of JSON with both it would have the last.</summary>
    private static (int Column, string Name)[] Taken(string[] columns, JsonSerializerOptions rows)
    {
        var properties = rows.GetTypeInfo(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)).Properties;
        string[] names = [.. columns.Select(column => Name(column, rows))];
        int Of(string name) => properties.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) is { } property
            ? Columns.Find(columns, property.Name)
            : Array.IndexOf(names, name);
        return [.. names.Select((name, i) => (i, name)).Where(one => Of(one.name) == one.i)];
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
