namespace ActorMap.Node.Input;

/// <summary>A line that <c>--errors</c> wrote, as an input is known by it and read from it.</summary>
internal static class FailureLine
{
    /// <summary>The failed item.</summary>
    internal const string Input = "input";

    /// <summary>Whether the item was a JSON value itself: a string of a line and one of JSON look alike.</summary>
    internal const string IsJson = "isJson";

    /// <summary>Of a table's row alone: whether its columns are taken by their names or, where there was no header, by position.</summary>
    internal const string Columns = "columns";

    // Most lines end in it; that of a long record goes on.
    private const int FirstRead = 64 * 1024;

    /// <summary>What <see cref="Columns"/> is where there was a header.</summary>
    internal static ReadOnlySpan<byte> ByName => "\"names\""u8;

    /// <summary>What <see cref="Columns"/> is where there was none.</summary>
    internal static ReadOnlySpan<byte> ByPosition => "\"positions\""u8;

    private static ReadOnlySpan<byte> Start => "{\"index\":"u8;

    /// <summary>Whether a stream begins with such a line. All of it is read: the item may be as long as any record, and what tells the line from a record of somebody else's stands behind it.</summary>
    internal static bool IsFirstOf(Stream stream)
    {
        var bytes = new byte[FirstRead];
        var filled = stream.ReadAtLeast(bytes, Start.Length, throwOnEndOfStream: false);
        if (!bytes.AsSpan(0, filled).StartsWith(Start)) return false;
        var end = bytes.AsSpan(0, filled).IndexOf((byte)'\n');
        while (end < 0 && filled <= LineReader.LongestRecord)
        {
            if (filled == bytes.Length) Array.Resize(ref bytes, bytes.Length * 2);
            var read = stream.Read(bytes, filled, bytes.Length - filled);
            if (read == 0) break;
            if (bytes.AsSpan(filled, read).IndexOf((byte)'\n') is >= 0 and var found) end = filled + found;
            filled += read;
        }

        var line = bytes.AsSpan(0, end < 0 ? filled : end);
        return line.IndexOf("\"input\":"u8) > 0 && line.IndexOf("\"attempts\":"u8) > 0;
    }
}
