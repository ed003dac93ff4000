using System.Text.Json;

namespace ActorMap.Node.Binding;

/// <summary>Which texts of a table are numbers where it becomes JSON.</summary>
internal static class JsonNumber
{
    /// <summary>As JSON has numbers, and nothing beside: <c>007</c>, <c>1e</c> and <c>1</c> with a blank or a line end are texts.</summary>
    internal static bool Is(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty || !(char.IsAsciiDigit((char)field[0]) || field[0] == '-')) return false;
        try
        {
            var reader = new Utf8JsonReader(field);
            return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length == field.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether it is a whole number, of digits alone: certain at a glance.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> json) => json is [>= (byte)'1' and <= (byte)'9', ..] && json.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
