using System.Text.Json;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>What <c>--state</c> names: a JSON object, each property of which is a constant, as if by <c>--set</c>. A null is none.</summary>
internal static class StateFile
{
    internal static IEnumerable<Setting> Read(string path)
    {
        using var document = Parse(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw CommandException.InputOutput($"--state: {path} is no JSON object, whose properties are the function's constants.");
        var settings = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (!Setting.IsName(property.Name)) throw CommandException.InputOutput($"--state: {path}: '{Binding.Excerpt.Of(property.Name)}' is not a name that C# allows for a variable.");
            var value = property.Value;
            if (value.ValueKind == JsonValueKind.Null) settings.Remove(property.Name);
            else settings[property.Name] = Of(property.Name, value);
        }

        return [.. settings.Values];
    }

    private static Setting Of(string name, JsonElement value) => new(name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText())
    {
        IsState = true, IsText = value.ValueKind == JsonValueKind.String,
    };

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path), Binding.Json.Document);
        }
        catch (JsonException error)
        {
            throw CommandException.InputOutput($"--state: {path} is not JSON: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"--state: can't read {path}: {error.Message}", error);
        }
    }
}
