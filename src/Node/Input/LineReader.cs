using ActorMap.Node.Shell;

namespace ActorMap.Node.Input;

/// <summary>Reads blocks of whole lines. It hands on what one read brought, so a slow writer's lines are not held back.</summary>
internal static class LineReader
{
    // As much as a pipe holds, and small enough to stay out of the large object heap.
    private const int BufferSize = 64 * 1024;
    private const int LeastRead = 8 * 1024;

    internal static IEnumerable<RecordBlock> Read(string source, Stream stream, LineRules rules, int bufferSize = BufferSize)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(bufferSize);
        int start = 0, filled = 0;
        long line = 1;
        var isFirst = true;

        while (true)
        {
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            if (isFirst && (read == 0 || ByteOrderMark.IsDecided(buffer.AsSpan(start, filled - start))))
            {
                isFirst = false;
                start = ByteOrderMark.Length(source, buffer.AsSpan(start, filled - start));
            }

            if (read == 0) break;
            var last = buffer.AsSpan(start, filled - start).LastIndexOf(rules.Separator);
            if (last >= 0 && !isFirst)
            {
                var end = start + last + 1;
                yield return new LineBlock(source, buffer, start, end, line, rules);
                line += buffer.AsSpan(start, end - start).Count(rules.Separator);
                start = end;
            }

            if (buffer.Length - filled >= Math.Min(LeastRead, bufferSize / 8) && buffer.Length > filled) continue;
            (buffer, start, filled) = MoveOn(source, buffer, start, filled, bufferSize);
        }

        if (start < filled) yield return new LineBlock(source, buffer, start, filled, line, rules);
    }

    /// <summary>A new buffer, as blocks still hold the old one; larger where one line fills it.</summary>
    private static (byte[] Buffer, int Start, int Filled) MoveOn(string source, byte[] buffer, int start, int filled, int bufferSize)
    {
        var kept = filled - start;
        if (kept > Array.MaxLength / 2) throw CommandException.InputOutput($"{source}: a record is longer than {Array.MaxLength / 2:N0} bytes. Is it split by another character (-0)?");
        var next = GC.AllocateUninitializedArray<byte>(Math.Max(bufferSize, kept * 2));
        buffer.AsSpan(start, kept).CopyTo(next);
        return (next, 0, kept);
    }
}
