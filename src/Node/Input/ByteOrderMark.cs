using ActorMap.Node.Shell;

namespace ActorMap.Node.Input;

internal static class ByteOrderMark
{
    /// <summary>Whether the bytes so far tell: a first record of one letter must not wait for a second one.</summary>
    internal static bool IsDecided(ReadOnlySpan<byte> start) => start.Length >= 3 || (start.Length > 0 && start[0] < 0xEF);

    /// <summary>The length of a UTF-8 mark, which is no part of the first record; UTF-16 is refused rather than read as nonsense.</summary>
    internal static int Length(string source, ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8)) return 3;
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw CommandException.InputOutput($"{source} is UTF-16. Convert it first: iconv -f UTF-16 -t UTF-8.");
        return 0;
    }
}
