using System.Text;
using System.Text.Json;

namespace ActorMap.Node.Binding.Scanning;

/// <summary>The same by the framework's reader: of any object or array, and with its word for what is no JSON.</summary>
internal static class ReaderScan
{
    /// <param name="json">The text.</param>
    /// <param name="names">The names that are asked for; of an array the first so many elements are.</param>
    /// <param name="found">Where each value is.</param>
    /// <param name="elements">An array's; of an object none.</param>
    /// <returns>Whether it is an object or an array.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static bool TryFind(ReadOnlySpan<byte> json, byte[][] names, Span<(int Start, int Length)> found, out int elements)
    {
        elements = 0;
        var reader = new Utf8JsonReader(json, Json.Reader);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; elements++) Keep(ref reader, elements < found.Length ? elements : -1, found);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            var exact = new bool[names.Length];
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var index = IndexOf(ref reader, names, exact);
                reader.Read();
                Keep(ref reader, index, found);
            }
        }
        else
        {
            return false;
        }

        while (reader.Read())
        {
            // Reads on to the end, so that what follows the value is found to be bad.
        }

        return true;
    }

    private static void Keep(ref Utf8JsonReader reader, int index, Span<(int Start, int Length)> found)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        if (index >= 0) found[index] = (start, (int)reader.BytesConsumed - start);
    }

    private static bool Is(ref Utf8JsonReader reader, byte[] name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which the framework can't unescape, and which nobody asks for.
            return false;
        }
    }

    private static int IndexOf(ref Utf8JsonReader reader, byte[][] names, bool[] exact)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (Is(ref reader, names[i]))
            {
                exact[i] = true;
                return i;
            }
        }

        if (reader.ValueIsEscaped) return -1;
        for (var i = 0; i < names.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(reader.ValueSpan, names[i])) return exact[i] ? -1 : i;
        }

        return -1;
    }
}
