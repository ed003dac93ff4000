using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

/// <summary>
/// <see cref="LosslessText"/> in JSON: a byte that was no UTF-8 is the escape of its lone surrogate (<c>\udcff</c>), as Python writes it, and that byte again when it is read.
/// The framework's own encoder would make U+FFFD of it, so <see cref="LosslessEncoder"/> writes all; its reader takes no such escape.
/// </summary>
internal static class LosslessJson
{
    /// <summary>The text of the string that the reader is at.</summary>
    internal static string? Read(ref Utf8JsonReader reader) => Decode(ref reader) ?? reader.GetString();

    /// <summary>Copies the bytes of the string that the reader is at.</summary>
    /// <returns>How many they are: never more than the string has in JSON.</returns>
    internal static int Copy(ref Utf8JsonReader reader, Span<byte> room) => Decode(ref reader) is { } text ? LosslessText.Encode(text, room) : reader.CopyString(room);

    /// <summary>The bytes of the string that the reader is at.</summary>
    internal static byte[] Bytes(ref Utf8JsonReader reader)
    {
        var bytes = new byte[reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length];
        return bytes[..Copy(ref reader, bytes)];
    }

    /// <exception cref="BadRecordException">It is no string, or not only one.</exception>
    internal static byte[] Unescape(ReadOnlySpan<byte> quoted)
    {
        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            var bytes = Bytes(ref reader);

            // Whatever stands behind it is none of it, and is told.
            reader.Read();
            return bytes;
        }
        catch (InvalidOperationException)
        {
            throw new BadRecordException($"has half of a surrogate pair, which is no text: '{Excerpt.Of(quoted)}'");
        }
        catch (JsonException)
        {
            throw new BadRecordException($"is not JSON: '{Excerpt.Of(quoted)}'");
        }
    }

    /// <summary>Whether there is the escape of half a character, without its other half.</summary>
    internal static bool HasHalf(ReadOnlySpan<byte> json)
    {
        var high = false;
        for (int at; (at = json.IndexOf((byte)'\\')) >= 0;)
        {
            if (high && at > 0) return true;
            var unit = json[at + 1] == 'u' ? (char)ushort.Parse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : default;
            if (high != char.IsLowSurrogate(unit)) return true;
            high = char.IsHighSurrogate(unit);
            json = json[(at + (json[at + 1] == 'u' ? 6 : 2))..];
        }

        return high;
    }

    /// <returns>Null where there is nothing in it that the framework's reader would not take, or something that means no byte.</returns>
    private static string? Decode(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.ValueIsEscaped) return null;
        ReadOnlySpan<byte> json = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        if (json.IndexOf("\\udc"u8) < 0 && json.IndexOf("\\uDC"u8) < 0 && json.IndexOf("\\uDc"u8) < 0 && json.IndexOf("\\udC"u8) < 0) return null;
        var text = new char[json.Length];
        var length = 0;
        while (!json.IsEmpty)
        {
            var plain = json.IndexOf((byte)'\\') is >= 0 and var escape ? escape : json.Length;
            length += Encoding.UTF8.GetChars(json[..plain], text.AsSpan(length));
            json = json[plain..];
            if (json.IsEmpty) break;
            (text[length++], var taken) = json[1] switch
            {
                (byte)'u' => ((char)ushort.Parse(json.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 6),
                (byte)'b' => ('\b', 2),
                (byte)'f' => ('\f', 2),
                (byte)'n' => ('\n', 2),
                (byte)'r' => ('\r', 2),
                (byte)'t' => ('\t', 2),
                var other => ((char)other, 2),
            };
            json = json[taken..];
        }

        return LosslessText.IsLossless(text.AsSpan(0, length)) ? new string(text, 0, length) : null;
    }
}
