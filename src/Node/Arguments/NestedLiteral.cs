using System.Numerics;
using System.Text.Json;

namespace ActorMap.Node.Arguments;

/// <summary>A JSON array or object as the plainest type of C# that holds it: what a lambda, which declares no types of its constants, works with. No digit of a whole number is lost.</summary>
internal static class NestedLiteral
{
    /// <returns>Null where the text is neither.</returns>
    /// <exception cref="InvalidOperationException">A string or a name in it is no text.</exception>
    internal static object? Of(string text)
    {
        if (text is not ['[' or '{', ..] || Parse(text) is not { } document) return null;
        using (document)
        {
            var root = document.RootElement;
            return (root.ValueKind == JsonValueKind.Array ? OfArray([.. root.EnumerateArray()]) : OfObject([.. root.EnumerateObject()])) ?? root.Clone();
        }
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Binding.Json.Document);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object? OfArray(JsonElement[] values)
    {
        if (values is []) return null;
        if (All(values, JsonValueKind.String)) return Array.ConvertAll(values, Text);
        if (Array.TrueForAll(values, one => one.ValueKind is JsonValueKind.True or JsonValueKind.False)) return Array.ConvertAll(values, one => one.GetBoolean());
        if (!All(values, JsonValueKind.Number)) return null;
        if (Array.TrueForAll(values, one => one.TryGetInt32(out _))) return Array.ConvertAll(values, one => one.GetInt32());
        if (Array.TrueForAll(values, one => one.TryGetInt64(out _))) return Array.ConvertAll(values, one => one.GetInt64());
        return Array.TrueForAll(values, IsDouble) ? Array.ConvertAll(values, one => one.GetDouble()) : null;
    }

    private static object? OfObject(JsonProperty[] properties)
    {
        JsonElement[] values = [.. properties.Select(one => one.Value)];
        if (values is []) return null;
        if (All(values, JsonValueKind.String)) return Filled(properties, Text);
        if (!All(values, JsonValueKind.Number)) return null;
        if (Array.TrueForAll(values, one => one.TryGetInt32(out _))) return Filled(properties, one => one.GetInt32());
        if (Array.TrueForAll(values, one => one.TryGetInt64(out _))) return Filled(properties, one => one.GetInt64());
        return Array.TrueForAll(values, IsDouble) ? Filled(properties, one => one.GetDouble()) : null;
    }

    /// <summary>Whether a double holds the number: one that is too large would be an infinity, and a whole one may have more digits than a double.</summary>
    private static bool IsDouble(JsonElement value)
    {
        var (text, real) = (value.GetRawText(), value.GetDouble());
        return double.IsFinite(real) && (text.AsSpan().ContainsAny('.', 'e', 'E') || new BigInteger(real) == BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool All(JsonElement[] values, JsonValueKind kind) => Array.TrueForAll(values, one => one.ValueKind == kind);

    private static Dictionary<string, T> Filled<T>(JsonProperty[] properties, Func<JsonElement, T> read)
    {
        var filled = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in properties) filled[one.Name] = read(one.Value);
        return filled;
    }

    /// <summary>A string as every reader of the tool takes it.</summary>
    internal static string Text(JsonElement value)
    {
        try
        {
            return value.Deserialize<string>(Binding.Json.Options)!;
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException(error.Message, error);
        }
    }
}
