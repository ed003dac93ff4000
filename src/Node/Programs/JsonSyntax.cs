using System.Text.Json;
using System.Text.Unicode;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Programs;

/// <summary>Whether a text is one JSON value.</summary>
internal static class JsonSyntax
{
    /// <returns>What is wrong with it; null where it is sound.</returns>
    internal static string? Fault(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, Json.Reader);
            if (!reader.Read()) return "it is empty";
            reader.Skip();

            // Reads on to the end, so that what follows the value is found to be bad.
            while (reader.Read())
            {
            }

            // The reader looks into no string.
            return Utf8.IsValid(text) ? null : "it has bytes that are no UTF-8";
        }
        catch (JsonException error)
        {
            return text.IndexOfAnyExcept(" \t\r\n"u8) < 0 ? "it is empty" : Json.Plain(error).TrimEnd('.');
        }
    }
}
