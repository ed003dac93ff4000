using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActorMap.Node.Binding.Scanning;

/// <summary>
/// Where a JSON string ends, found by sixteen bytes at a time: its quote, a backslash, or a control character, whichever comes first. A vector is loaded from inside the text
/// and nowhere else; at the end of the text it is the last one, shifted.
/// </summary>
internal static class QuickStrings
{
    /// <summary>What a text must have at least.</summary>
    internal static int Width => Vector128<byte>.Count;

    /// <param name="json">The text.</param>
    /// <param name="position">Behind the opening quote.</param>
    /// <returns>Where the closing quote is; -1 where the string does not end, or not without what a string may not have.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int End(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length)
        {
            var stops = Stops(json, position);
            if (stops == 0)
            {
                position += Width;
                continue;
            }

            position += BitOperations.TrailingZeroCount(stops);
            if (json[position] == '"') return position;
            position = json[position] == '\\' ? BehindEscape(json, position) : -1;
            if (position < 0) return -1;
        }

        return -1;
    }

    /// <summary>As <see cref="End"/>, of a string without escapes; one that has any is as one that does not end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int PlainEnd(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length)
        {
            var stops = Stops(json, position);
            if (stops == 0)
            {
                position += Width;
                continue;
            }

            position += BitOperations.TrailingZeroCount(stops);
            return json[position] == '"' ? position : -1;
        }

        return -1;
    }

    /// <returns>A bit for each byte from the position on that a string may not have as it is, or that ends it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Stops(ReadOnlySpan<byte> json, int position)
    {
        var last = json.Length - Width;
        return position <= last ? Stops(json.Slice(position, Width)) : Stops(json.Slice(last, Width)) >> (position - last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Stops(ReadOnlySpan<byte> window)
    {
        var bytes = Vector128.Create(window);
        var stops = Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));

        // What is below a blank is the lesser of itself and the last of them; many processors have no comparison of bytes without a sign.
        return (stops | Vector128.Equals(bytes, Vector128.Min(bytes, Vector128.Create((byte)0x1F)))).ExtractMostSignificantBits();
    }

    private static int BehindEscape(ReadOnlySpan<byte> json, int backslash)
    {
        var rest = json[(backslash + 1)..];
        if (rest is [(byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t', ..]) return backslash + 2;
        if (rest is not [(byte)'u', var first, var second, var third, var fourth, ..]) return -1;
        return IsHex(first) && IsHex(second) && IsHex(third) && IsHex(fourth) ? backslash + 6 : -1;
    }

    private static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);
}
