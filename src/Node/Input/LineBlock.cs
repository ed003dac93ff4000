namespace ActorMap.Node.Input;

/// <summary>Whole lines, split as they are asked for.</summary>
internal sealed class LineBlock(string source, byte[] bytes, int start, int end, long firstLine, LineRules rules, HeldBuffer? buffer = null) : RecordBlock(source, bytes)
{
    private int _left = Uncounted;

    internal override RecordKind Kind => rules.Kind;

    internal override long Size => end - start;

    internal override bool TryRead(ref BlockCursor cursor, out Record record)
    {
        while (start + cursor.Position < end)
        {
            var from = start + cursor.Position;
            var rest = Bytes.AsSpan(from, end - from);
            var length = rest.IndexOf(rules.Separator);
            var line = firstLine + cursor.Lines;
            cursor.Position += length < 0 ? rest.Length : length + 1;
            cursor.Lines++;

            // A carriage return is a part of a line's end, and what the file ends with is none.
            if (length < 0) length = rest.Length;
            else if (rules.TrimsCarriageReturn && length > 0 && rest[length - 1] == (byte)'\r') length--;
            if (rules.SkipsBlank && rest[..length].IndexOfAnyExcept(" \t\r"u8) < 0) continue;
            record = new Record(this, line, from, length);
            return true;
        }

        record = default;
        return false;
    }

    internal override void LetGo(int records)
    {
        if (buffer is not null && Interlocked.Add(ref _left, -records) == 0) buffer.LetGo();
    }
}

/// <summary>What a line is: by newline (CRLF or LF) or by NUL, what stands on it, and whether a blank one is a record.</summary>
internal readonly record struct LineRules(byte Separator, bool TrimsCarriageReturn, bool SkipsBlank, RecordKind Kind)
{
    internal static LineRules For(bool nul, RecordKind kind) => new(nul ? (byte)0 : (byte)'\n', !nul, kind is RecordKind.Json or RecordKind.Failure, kind);
}
