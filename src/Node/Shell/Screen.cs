namespace ActorMap.Node.Shell;

/// <summary>
/// The terminal, where several write to it: a line that comes and goes at its end, what is told above that, and results where they are for a person to see. Whoever writes takes the line
/// away first, so that nothing is ever written into it; it comes back with its next text.
/// </summary>
internal static class Screen
{
    private const string Erase = "\r\e[K";

    private static readonly Lock Using = new();
    private static bool _shows;
    private static bool _isMidLine;

    /// <summary>Shows the line, in place of the one before. It must fit: what wraps can't be taken away. Not while somebody's own line has no end yet.</summary>
    internal static void Show(string line)
    {
        lock (Using)
        {
            if (_isMidLine) return;
            Streams.WriteError($"\r{line}\e[K");
            _shows = true;
        }
    }

    /// <summary>Takes the line away.</summary>
    internal static void Hide()
    {
        lock (Using) HideLine();
    }

    /// <summary>Writes to stderr at once.</summary>
    internal static void Tell(string text)
    {
        if (text.Length == 0) return;
        lock (Using)
        {
            HideLine();
            Streams.WriteError(text);
            _isMidLine = text[^1] != '\n';
        }
    }

    /// <summary>Writes results, whole lines of them, to a stdout that is the terminal.</summary>
    internal static void Write(Stream stdout, ReadOnlySpan<byte> lines)
    {
        lock (Using)
        {
            HideLine();
            stdout.Write(lines);
        }
    }

    private static void HideLine()
    {
        if (_shows) Streams.WriteError(Erase);
        _shows = false;
    }
}
