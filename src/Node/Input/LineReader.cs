using ActorMap.Node.Shell;

namespace ActorMap.Node.Input;

/// <summary>Reads blocks of whole lines. It hands on what one read brought, so a slow writer's lines are not held back.</summary>
internal static class LineReader
{
    /// <summary>What one record may take: a device that never ends, or a file that is no text, must not take all memory.</summary>
    internal const int LongestRecord = 256 * 1024 * 1024;

    // As much as a pipe holds, and small enough to stay out of the large object heap.
    private const int BufferSize = 64 * 1024;
    private const int LeastRead = 8 * 1024;

    /// <param name="source">What the stream is called.</param>
    /// <param name="stream">The bytes.</param>
    /// <param name="rules">What a line is.</param>
    /// <param name="bufferSize">How long new buffers are.</param>
    /// <param name="longest">How long a record may be.</param>
    /// <param name="buffers">Where buffers come from, if blocks are told when they are done with; null for new ones.</param>
    internal static IEnumerable<RecordBlock> Read(
        string source, Stream stream, LineRules rules, int bufferSize = BufferSize, int longest = LongestRecord, BlockBuffers? buffers = null)
    {
        if (buffers is not null) bufferSize = BlockBuffers.Size;
        var held = buffers?.Rent();
        var buffer = held?.Bytes ?? GC.AllocateUninitializedArray<byte>(bufferSize);
        int start = 0, filled = 0;
        long line = 1;

        while (true)
        {
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0) break;

            // Only what is new: a line of 100 MB comes in thousands of reads.
            var last = buffer.AsSpan(filled, read).LastIndexOf(rules.Separator);
            filled += read;
            if (last >= 0)
            {
                var end = filled - read + last + 1;
                yield return new LineBlock(source, buffer, start, end, line, rules, held?.Held());
                line += buffer.AsSpan(start, end - start).Count(rules.Separator);
                start = end;
            }

            if (buffer.Length - filled >= Math.Min(LeastRead, bufferSize / 8) && buffer.Length > filled) continue;
            var kept = filled - start;
            if (kept > longest) throw TooLong(source, line, longest);

            // A new buffer, as blocks still hold the old one; larger where one line fills it.
            var length = (int)Math.Max(bufferSize, Math.Min(kept * 2L, longest + (long)bufferSize));
            var (before, after) = (held, length == bufferSize ? buffers?.Rent() : null);
            var next = after?.Bytes ?? GC.AllocateUninitializedArray<byte>(length);
            buffer.AsSpan(start, kept).CopyTo(next);
            held = after;
            before?.LetGo();
            (buffer, start, filled) = (next, 0, kept);
        }

        if (filled - start > longest) throw TooLong(source, line, longest);
        if (start < filled) yield return new LineBlock(source, buffer, start, filled, line, rules, held);
    }

    private static CommandException TooLong(string source, long line, int longest) => TooLong(source, line, longest, "Is the input split by another character (-0), or no text at all?");

    internal static CommandException TooLong(string source, long line, int longest, string guess) =>
        CommandException.InputOutput($"{source}:{line}: a record is longer than {longest >> 20} MiB, which is the most. {guess}");
}
