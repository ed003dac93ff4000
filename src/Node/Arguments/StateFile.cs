using System.Text;
using System.Text.Json;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>What <c>--state</c> names: a JSON object, each property of which is a constant, as if by <c>--set</c>. A null is none.</summary>
internal static class StateFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static IEnumerable<Setting> Read(string path)
    {
        using var document = Parse(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw CommandException.InputOutput($"--state: {path} is no JSON object, whose properties are the function's constants.");
        try
        {
            return Settings(path, document.RootElement);
        }
        catch (InvalidOperationException error)
        {
            throw CommandException.InputOutput($"--state: {path} has a string that is no text: half a pair of surrogates, such as \\ud800 alone.", error);
        }
    }

    private static Setting[] Settings(string path, JsonElement root)
    {
        var settings = new List<Setting>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (!Setting.IsName(property.Name)) throw CommandException.InputOutput($"--state: {path}: '{Binding.Excerpt.Of(property.Name)}' is not a name that C# allows for a variable.");
            if (!names.Add(property.Name)) throw CommandException.InputOutput($"--state: {path}: '{property.Name}' is there more than once; give it once.");
            if (property.Value.ValueKind != JsonValueKind.Null) settings.Add(Of(property.Name, property.Value));
        }

        return [.. settings];
    }

    private static Setting Of(string name, JsonElement value) => new(name, value.ValueKind == JsonValueKind.String ? NestedLiteral.Text(value) : value.GetRawText())
    {
        IsState = true, IsText = value.ValueKind == JsonValueKind.String,
    };

    private static JsonDocument Parse(string path)
    {
        try
        {
            // As inputs may have it, with a mark of UTF-8, or UTF-16 with its own.
            using var reader = new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: true);
            return JsonDocument.Parse(reader.ReadToEnd(), Binding.Json.Document);
        }
        catch (JsonException error)
        {
            throw CommandException.InputOutput($"--state: {path} is not JSON: {error.Message}", error);
        }
        catch (DecoderFallbackException error)
        {
            throw CommandException.InputOutput($"--state: {path} is not JSON: it has bytes that are no UTF-8.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"--state: can't read {path}: {error.Message}", error);
        }
    }
}
