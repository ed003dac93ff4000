using System.Runtime.CompilerServices;

namespace ActorMap.Node.Binding.Scanning;

/// <summary>Where a number or a literal ends. They need no look at the end of the text, as it is a brace or a bracket, which is a part of none of them.</summary>
internal static class QuickScalars
{
    /// <returns>The position behind it; -1 where there is none. What follows is not looked at.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int End(ReadOnlySpan<byte> json, int position) => json[position] switch
    {
        (byte)'t' => Behind(json, position, "true"u8),
        (byte)'f' => Behind(json, position, "false"u8),
        (byte)'n' => Behind(json, position, "null"u8),
        _ => Number(json, position),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Behind(ReadOnlySpan<byte> json, int position, ReadOnlySpan<byte> literal) => json[position..].StartsWith(literal) ? position + literal.Length : -1;

    /// <summary>As RFC 8259 has it: no zero before other digits, and a digit on each side of the point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(ReadOnlySpan<byte> json, int position)
    {
        if (json[position] == '-') position++;
        var end = Digits(json, position);
        if (end == position || (json[position] == '0' && end > position + 1)) return -1;
        if (json[end] == '.')
        {
            position = end + 1;
            end = Digits(json, position);
            if (end == position) return -1;
        }

        if (json[end] is not ((byte)'e' or (byte)'E')) return end;
        position = json[end + 1] is (byte)'+' or (byte)'-' ? end + 2 : end + 1;
        end = Digits(json, position);
        return end == position ? -1 : end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digits(ReadOnlySpan<byte> json, int position)
    {
        while (char.IsAsciiDigit((char)json[position])) position++;
        return position;
    }
}
