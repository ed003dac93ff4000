using System.Text.Json;

namespace ActorMap.Node.Arguments;

/// <summary>A JSON array or object as the plainest type of C# that holds it: what a lambda, which declares no types of its constants, works with.</summary>
internal static class NestedLiteral
{
    internal static object Of(string json)
    {
        using var document = JsonDocument.Parse(json, Binding.Json.Document);
        var root = document.RootElement;
        return (root.ValueKind == JsonValueKind.Array ? OfArray([.. root.EnumerateArray()]) : OfObject([.. root.EnumerateObject()])) ?? root.Clone();
    }

    private static object? OfArray(JsonElement[] values)
    {
        if (values is []) return null;
        if (All(values, JsonValueKind.String)) return Array.ConvertAll(values, one => one.GetString()!);
        if (Array.TrueForAll(values, one => one.ValueKind is JsonValueKind.True or JsonValueKind.False)) return Array.ConvertAll(values, one => one.GetBoolean());
        if (!All(values, JsonValueKind.Number)) return null;
        if (Array.TrueForAll(values, one => one.TryGetInt32(out _))) return Array.ConvertAll(values, one => one.GetInt32());
        return Array.TrueForAll(values, one => one.TryGetInt64(out _)) ? Array.ConvertAll(values, one => one.GetInt64()) : Array.ConvertAll(values, one => one.GetDouble());
    }

    private static object? OfObject(JsonProperty[] properties)
    {
        JsonElement[] values = [.. properties.Select(one => one.Value)];
        if (values is []) return null;
        if (All(values, JsonValueKind.String)) return Filled(properties, one => one.GetString()!);
        if (!All(values, JsonValueKind.Number)) return null;
        return Array.TrueForAll(values, one => one.TryGetInt32(out _)) ? Filled(properties, one => one.GetInt32()) : Filled(properties, one => one.GetDouble());
    }

    private static bool All(JsonElement[] values, JsonValueKind kind) => Array.TrueForAll(values, one => one.ValueKind == kind);

    private static Dictionary<string, T> Filled<T>(JsonProperty[] properties, Func<JsonElement, T> read)
    {
        var filled = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in properties) filled[one.Name] = read(one.Value);
        return filled;
    }
}
