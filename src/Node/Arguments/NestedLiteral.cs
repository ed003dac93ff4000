using System.Text.Json;

namespace ActorMap.Node.Arguments;

/// <summary>A JSON array or object as the plainest type of C# that holds it: what a lambda, which declares no types of its constants, works with.</summary>
internal static class NestedLiteral
{
    /// <returns>Null where the text is neither.</returns>
    internal static object? Of(string text)
    {
        if (text is not ['[' or '{', ..]) return null;
        try
        {
            using var document = JsonDocument.Parse(text, Binding.Json.Document);
            var root = document.RootElement;
            return (root.ValueKind == JsonValueKind.Array ? OfArray([.. root.EnumerateArray()]) : OfObject([.. root.EnumerateObject()])) ?? root.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object? OfArray(JsonElement[] values)
    {
        if (values is []) return null;
        if (All(values, JsonValueKind.String)) return Array.ConvertAll(values, one => one.GetString()!);
        if (Array.TrueForAll(values, one => one.ValueKind is JsonValueKind.True or JsonValueKind.False)) return Array.ConvertAll(values, one => one.GetBoolean());
        if (!Array.TrueForAll(values, IsReal)) return null;
        if (Array.TrueForAll(values, one => one.TryGetInt32(out _))) return Array.ConvertAll(values, one => one.GetInt32());
        return Array.TrueForAll(values, one => one.TryGetInt64(out _)) ? Array.ConvertAll(values, one => one.GetInt64()) : Array.ConvertAll(values, one => one.GetDouble());
    }

    private static object? OfObject(JsonProperty[] properties)
    {
        JsonElement[] values = [.. properties.Select(one => one.Value)];
        if (values is []) return null;
        if (All(values, JsonValueKind.String)) return Filled(properties, one => one.GetString()!);
        if (!Array.TrueForAll(values, IsReal)) return null;
        return Array.TrueForAll(values, one => one.TryGetInt32(out _)) ? Filled(properties, one => one.GetInt32()) : Filled(properties, one => one.GetDouble());
    }

    /// <summary>Whether it is a number that a double holds: one that is too large would be an infinity.</summary>
    private static bool IsReal(JsonElement value) => value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble());

    private static bool All(JsonElement[] values, JsonValueKind kind) => Array.TrueForAll(values, one => one.ValueKind == kind);

    private static Dictionary<string, T> Filled<T>(JsonProperty[] properties, Func<JsonElement, T> read)
    {
        var filled = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in properties) filled[one.Name] = read(one.Value);
        return filled;
    }
}
