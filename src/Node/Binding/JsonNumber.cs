using System.Text.Json;

namespace ActorMap.Node.Binding;

/// <summary>Which texts of a table are numbers where it becomes JSON.</summary>
internal static class JsonNumber
{
    /// <summary>As JSON has numbers: <c>007</c> and <c>1e</c> are texts.</summary>
    internal static bool Is(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty || !(char.IsAsciiDigit((char)field[0]) || field[0] == '-')) return false;
        try
        {
            var reader = new Utf8JsonReader(field);
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
