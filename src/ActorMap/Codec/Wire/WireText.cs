using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace ActorMap.Codec;

/// <summary>Strings: UTF-8, or UTF-16 where UTF-8 would lose something (a surrogate without its other half). The length's lowest bit tells which.</summary>
internal static class WireText
{
    private const int Alone = 256;

    /// <summary>Null is a length of 0; all others are one more.</summary>
    internal static void WriteOrNull(string? text, WireWriter to)
    {
        if (text is null) to.Number(0);
        else Write(text, to, 1);
    }

    internal static string? ReadOrNull(ref WireReader from) => from.Number() is var head && head == 0 ? null : Read(head - 1, ref from);

    internal static void Write(string text, WireWriter to, uint more = 0)
    {
        // Short ones are encoded in place behind a length that is known to take one byte or two.
        if (text.Length <= Alone)
        {
            Span<byte> utf8 = stackalloc byte[Alone * 3];
            if (Utf8.FromUtf16(text, utf8, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                Utf16(text, to, more);
                return;
            }

            to.Number(((ulong)written << 1) + more);
            to.Bytes(utf8[..written]);
            return;
        }

        if (!IsValid(text))
        {
            Utf16(text, to, more);
            return;
        }

        to.Number(((ulong)Encoding.UTF8.GetByteCount(text) << 1) + more);
        _ = Encoding.UTF8.GetBytes(text.AsSpan(), to);
    }

    internal static string Read(ref WireReader from) => Read(from.Number(), ref from);

    private static string Read(ulong head, ref WireReader from)
    {
        var length = from.CheckedCount(head >> 1, 1);
        return Decode(from.Take(length), (head & 1) != 0);
    }

    /// <summary>Whether UTF-8 keeps all of a text.</summary>
    internal static bool IsValid(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return false;
            text = text[(at + 2)..];
        }

        return true;
    }

    internal static string Decode(ReadOnlySequence<byte> bytes, bool isUtf16)
    {
        if (isUtf16)
        {
            if (bytes.Length % 2 != 0) throw new WireException("a text ends within a character");
            return string.Create((int)(bytes.Length / 2), bytes, static (chars, b) => b.CopyTo(MemoryMarshal.AsBytes(chars)));
        }

        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new WireException("a text is not UTF-8", e);
        }
    }

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private static void Utf16(string text, WireWriter to, uint more)
    {
        to.Number((((ulong)text.Length << 2) | 1) + more);
        to.Bytes(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
