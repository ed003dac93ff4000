using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ActorMap.Node.Input;

/// <summary>
/// UTF-8 that loses nothing: a byte that is no UTF-8 becomes a lone surrogate (U+DC80 to U+DCFF) and is that byte again when it is written,
/// as Python's surrogateescape has it. So a function that leaves such bytes alone leaves them as they were.
/// </summary>
internal static class LosslessText
{
    internal const char FirstEscape = '\uDC80';
    internal const char LastEscape = '\uDCFF';

    /// <summary>Stands for a NUL where one means something else. No bytes are decoded to it.</summary>
    internal const char Nul = '\uDC00';

    private const char Replacement = '\uFFFD';

    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        if (!text.Contains(Replacement, StringComparison.Ordinal)) return text;
        var chars = new char[bytes.Length];
        return new string(chars, 0, Decode(bytes, chars, isLast: true, out _));
    }

    /// <summary>Decodes as much as there is room for; at the end of what is not the last, an unfinished character is left.</summary>
    /// <returns>The characters written.</returns>
    internal static int Decode(ReadOnlySpan<byte> bytes, Span<char> chars, bool isLast, out int read)
    {
        read = 0;
        var written = 0;
        while (true)
        {
            var status = Utf8.ToUtf16(bytes[read..], chars[written..], out var taken, out var made, replaceInvalidSequences: false, isLast);
            read += taken;
            written += made;
            if (status != OperationStatus.InvalidData || written == chars.Length) return written;
            chars[written++] = (char)(0xDC00 | bytes[read++]);
        }
    }

    /// <returns>Where the first lone surrogate is that stands for a byte; -1 where there is none.</returns>
    internal static int IndexOfByte(ReadOnlySpan<char> text)
    {
        var lone = IndexOfLone(text);
        while (lone >= 0 && text[lone] is < FirstEscape or > LastEscape)
        {
            var next = IndexOfLone(text[(lone + 1)..]);
            lone = next < 0 ? -1 : lone + 1 + next;
        }

        return lone;
    }

    /// <summary>Whether the text is the same again after it was written as bytes.</summary>
    internal static bool IsLossless(ReadOnlySpan<char> text)
    {
        for (int lone; (lone = IndexOfLone(text)) >= 0; text = text[(lone + 1)..])
        {
            if (text[lone] is < FirstEscape or > LastEscape) return false;
        }

        return true;
    }

    /// <returns>Where the first surrogate without its other half is; -1 where there is none.</returns>
    internal static int IndexOfLone(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return i;
            i++;
        }

        return -1;
    }

    /// <summary>Enough room for the text's bytes, and for a long one no more than that.</summary>
    internal static int Room(ReadOnlySpan<char> text) => text.Length < 1024 ? Encoding.UTF8.GetMaxByteCount(text.Length) : Encoding.UTF8.GetByteCount(text);

    internal static byte[] Encode(string text)
    {
        var bytes = new byte[Room(text)];
        return bytes[..Encode(text, bytes)];
    }

    /// <param name="text">The text.</param>
    /// <param name="bytes">Where they are written.</param>
    /// <param name="hasNuls">Whether <see cref="Nul"/> is one.</param>
    /// <returns>The bytes written.</returns>
    internal static int Encode(ReadOnlySpan<char> text, Span<byte> bytes, bool hasNuls = false)
    {
        int read = 0, written = 0;
        while (true)
        {
            var status = Utf8.FromUtf16(text[read..], bytes[written..], out var taken, out var made, replaceInvalidSequences: false);
            read += taken;
            written += made;
            if (status != OperationStatus.InvalidData) return written;
            var lone = text[read++];
            if (lone is >= FirstEscape and <= LastEscape || (hasNuls && lone == Nul)) bytes[written++] = (byte)lone;
            else written += Encoding.UTF8.GetBytes([Replacement], bytes[written..]);
        }
    }
}
