using System.Text;

namespace ActorMap.Cluster.Processes;

/// <summary>Hands on what a process prints, line by line, until it closes the stream.</summary>
internal static class LinePump
{
    // Who prints without an end of line must not fill the parent's memory.
    internal const int LongestLine = 64 * 1024;

    public static async Task RunAsync(TextReader reader, Action<string> take)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        try
        {
            while (await reader.ReadAsync(buffer.AsMemory()).ConfigureAwait(false) is > 0 and var count)
                Split(buffer.AsSpan(0, count), line, take);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The stream is gone with its process.
        }

        if (line.Length > 0) take(line.ToString());
    }

    private static void Split(ReadOnlySpan<char> text, StringBuilder line, Action<string> take)
    {
        foreach (var character in text)
        {
            if (character != '\n') line.Append(character);
            if (character != '\n' && line.Length < LongestLine) continue;
            take(line.ToString().TrimEnd('\r'));
            line.Clear();
        }
    }
}
