using System.Runtime.InteropServices;
using System.Text.Json;
using ActorMap.Node.Binding;
using ActorMap.Node.Input;

namespace ActorMap.Node.Results;

/// <summary>One CSV row: a property or an element a field; what is nested is JSON in its field, and so is all of what tells no columns.</summary>
internal sealed class CsvEncoder<T>(string[] columns, bool hasErrors, JsonTypes types) : ResultEncoder<T>
{
    private readonly StringEncoder _text = new();
    private readonly string[]? _told = OutputColumns.OfType(typeof(T), types);
    private OwnTypes? _own;

    private bool IsOneField => columns.Length == 1 && _told is null;

    internal override void Write(EncodingBuffer buffer, T value)
    {
        string[] fields = value is string text ? [CsvText.Quoted(text)] : Fields((_own ??= types.Own).ToElement(value));
        if (fields.Length != columns.Length)
            throw new FormatException($"The result has {fields.Length} fields, where the columns are {columns.Length}: {string.Join(", ", columns)}.");

        // A row of one empty field would be a blank line, which readers pass over.
        _text.Write(buffer, fields is [""] && !hasErrors ? "\"\"" : string.Join(',', hasErrors ? [.. fields, string.Empty] : fields));
    }

    private string[] Fields(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => [.. columns.Select(_ => string.Empty)],
        JsonValueKind.Object when !IsOneField || IsTheColumn(element) => Properties(element),
        JsonValueKind.Array when !IsOneField => [.. element.EnumerateArray().Select(Field)],
        _ => [Field(element)],
    };

    /// <summary>Each under the column of its name: one that was left out leaves its own field empty, and shifts none.</summary>
    private string[] Properties(JsonElement element)
    {
        var fields = Enumerable.Repeat(string.Empty, columns.Length).ToArray();
        foreach (var property in element.EnumerateObject())
        {
            var column = Array.IndexOf(columns, property.Name);
            if (column < 0 && _told is not null) throw new FormatException($"The result has {property.Name}, which is none of the columns: {string.Join(", ", columns)}. --out-format jsonl has it as it stands.");
            if (column < 0) return [.. element.EnumerateObject().Select(each => Field(each.Value))];
            fields[column] = Field(property.Value);
        }

        return fields;
    }

    /// <summary>Whether it is an object whose type only the compiler knew, and its one property the column.</summary>
    private bool IsTheColumn(JsonElement element) =>
        typeof(T) == typeof(object) && element.EnumerateObject().Select(property => property.Name).SequenceEqual(columns, StringComparer.Ordinal);

    private static string Field(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => string.Empty,
        JsonValueKind.String => CsvText.Quoted(Text(value)),
        _ => CsvText.Quoted(value.GetRawText()),
    };

    private static string Text(JsonElement value)
    {
        try
        {
            return LosslessText.Decode(LosslessJson.Unescape(JsonMarshal.GetRawUtf8Value(value)));
        }
        catch (BadRecordException error)
        {
            // It is a result, and no record of the input.
            throw new FormatException($"The result {error.Message}. --out-format jsonl has it as it stands.");
        }
    }
}
