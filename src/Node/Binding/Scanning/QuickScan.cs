using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ActorMap.Node.Binding.Scanning;

/// <summary>
/// Finds an object's properties in one pass over a line, and checks all of its JSON on the way. It says yes only where it is certain that <see cref="System.Text.Json.Utf8JsonReader"/>
/// would read the line to its end and find the same; whatever it is not certain of is that reader's, whose errors are told, too. The strings are gone through by vectors, after
/// Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (The VLDB Journal 28, 2019). Unlike theirs it keeps no index of what it meets: lines are short, and each is read once.
/// </summary>
internal static class QuickScan
{
    // A bit for each container that is open.
    private const int Deepest = 64;

    // So many names have a bit that says that they came; of more than that the framework's reader is asked.
    private const int Noted = 64;
    private const int Doubtful = -2;

    /// <param name="json">Valid UTF-8.</param>
    /// <param name="names">The names that are asked for.</param>
    /// <param name="found">Where each value is; of a name that comes twice the last, and one that is exactly it before one in another case; of one that does not come as it was. Where the answer is no, of no worth.</param>
    /// <returns>Whether the line is an object, and all of it is certain.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool TryFind(ReadOnlySpan<byte> json, byte[][] names, Span<(int Start, int Length)> found)
    {
        // From here on a brace is the last byte: whatever goes on until something else comes has an end in it.
        if (json is not [.., (byte)'}']) json = json.TrimEnd(" \t\r\n"u8);
        if (!Vector128.IsHardwareAccelerated || json.Length < QuickStrings.Width || json[^1] != '}') return false;
        var position = Space(json, 0);
        if (json[position] != '{') return false;
        position = Space(json, position + 1);
        if (json[position] == '}') return position + 1 == json.Length;

        int depth = 1, wanted = -1, outer = 0;
        var exact = 0UL;
        var objects = 1UL;
        while (true)
        {
            if ((objects & 1) != 0)
            {
                if (json[position] != '"') return false;
                var end = QuickStrings.PlainEnd(json, position + 1);
                if (end < 0) return false;
                if (depth == 1) wanted = IndexOf(json.Slice(position + 1, end - position - 1), names, ref exact);
                if (wanted == Doubtful) return false;
                position = Space(json, end + 1);
                if (json[position] != ':') return false;
                position = Space(json, position + 1);
            }

            var start = position;
            var first = json[position];
            if (first == '"')
            {
                position = QuickStrings.End(json, position + 1) + 1;
                if (position == 0) return false;
            }
            else if (first is (byte)'{' or (byte)'[')
            {
                position = Space(json, position + 1);
                if (json[position] != Closing(first))
                {
                    if (depth == 1) outer = start;
                    if (depth++ == Deepest) return false;
                    objects = (objects << 1) | (first == '{' ? 1UL : 0);
                    continue;
                }

                if (++position == json.Length) return false;
            }
            else
            {
                position = QuickScalars.End(json, position);
                if (position < 0) return false;
            }

            // Behind a value: what it closes, until something else follows.
            while (true)
            {
                if (depth == 1 && wanted >= 0) found[wanted] = (start, position - start);
                position = Space(json, position);
                if (json[position] == ',') break;
                if (json[position] != ((objects & 1) != 0 ? '}' : ']')) return false;
                position++;
                if (--depth == 0) return position == json.Length;
                if (position == json.Length) return false;
                objects >>= 1;
                start = outer;
            }

            position = Space(json, position + 1);
        }
    }

    private static byte Closing(byte opening) => (byte)(opening + 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Space(ReadOnlySpan<byte> json, int position)
    {
        while (json[position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') position++;
        return position;
    }

    /// <summary>The name as it is, or else in any case, where none came that is exactly it.</summary>
    /// <param name="name">What stands there.</param>
    /// <param name="names">What is looked for.</param>
    /// <param name="exact">A bit for each of the first names that came as it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOf(ReadOnlySpan<byte> name, byte[][] names, ref ulong exact)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == name.Length && name.SequenceEqual(names[i]))
            {
                if (i < Noted) exact |= 1UL << i;
                return i;
            }
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == name.Length && Ascii.EqualsIgnoreCase(name, names[i])) return i >= Noted ? Doubtful : (exact >> i & 1) == 0 ? i : -1;
        }

        return -1;
    }
}
