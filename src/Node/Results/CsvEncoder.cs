using System.Text.Json;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Results;

/// <summary>One CSV row: a property or an element a field; what is nested is JSON in its field.</summary>
internal sealed class CsvEncoder<T>(string[] columns) : ResultEncoder<T>
{
    private readonly StringEncoder _text = new();

    internal override void Write(EncodingBuffer buffer, T value)
    {
        var element = JsonSerializer.SerializeToElement(value, Json.Options);
        string[] fields = element.ValueKind switch
        {
            JsonValueKind.Object => [.. element.EnumerateObject().Select(property => Field(property.Value))],
            JsonValueKind.Array => [.. element.EnumerateArray().Select(Field)],
            JsonValueKind.Null => [.. columns.Select(_ => string.Empty)],
            _ => [Field(element)],
        };
        if (fields.Length != columns.Length)
            throw new FormatException($"The result has {fields.Length} fields, where the columns are {columns.Length}: {string.Join(", ", columns)}.");

        // A row of one empty field would be a blank line, which readers pass over.
        _text.Write(buffer, fields is [""] ? "\"\"" : string.Join(',', fields));
    }

    private static string Field(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => string.Empty,
        JsonValueKind.String => CsvText.Quoted(value.GetString()!),
        _ => CsvText.Quoted(value.GetRawText()),
    };
}
