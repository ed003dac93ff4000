using System.Text.Json;

namespace ActorMap.Node.Programs;

/// <summary>What a program's line means: a value, or that the item has failed.</summary>
internal static class Answers
{
    /// <param name="line">A JSON value.</param>
    internal static ItemAnswer Of(JsonText line)
    {
        var text = line.Bytes.Trim(" \t"u8);
        return text is [(byte)'{', ..] && text.IndexOf("\"error\""u8) > 0 && Failure(text) is { } failure ? new ItemAnswer(default, failure) : new ItemAnswer(Trimmed(line), null);
    }

    private static JsonText Trimmed(JsonText line)
    {
        var bytes = line.Bytes;
        var start = bytes.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return start <= 0 && bytes[^1] is not ((byte)' ' or (byte)'\t') ? line : new JsonText(line.Buffer, line.Start + start, bytes.TrimEnd(" \t"u8).Length - start);
    }

    /// <summary>An object that has an error and nothing that could be a result.</summary>
    private static ProgramException? Failure(ReadOnlySpan<byte> text)
    {
        using var document = JsonDocument.Parse(text.ToArray(), Binding.Json.Document);
        var root = document.RootElement;
        if (!root.TryGetProperty("error", out var error) || error.ValueKind == JsonValueKind.Null) return null;
        if (root.EnumerateObject().Any(property => property.Name is not ("error" or "type" or "message" or "stack" or "traceback"))) return null;
        var told = error.ValueKind == JsonValueKind.Object ? error : root;
        var message = error.ValueKind == JsonValueKind.Object ? Text(error, "message") ?? error.GetRawText() : Text(root, "error") + (Text(root, "message") is { } more ? $": {more}" : string.Empty);
        return new ProgramException(Text(told, "type") ?? Text(root, "type") ?? "error", message, Text(told, "stack") ?? Text(told, "traceback") ?? Text(root, "stack") ?? Text(root, "traceback"));
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
        ? value.ValueKind == JsonValueKind.String && !HasHalf(value) ? value.GetString() : value.GetRawText()
        : null;

    /// <summary>Whether it may have half of a surrogate pair, which the framework takes for no string.</summary>
    private static bool HasHalf(JsonElement text) => text.GetRawText().Contains("\\ud", StringComparison.OrdinalIgnoreCase);
}
