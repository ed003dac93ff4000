namespace ActorMap.Node.Input;

/// <summary>Rows of fields, unquoted: the fields' bytes in a row, and a table of where each ends.</summary>
internal sealed class CsvBlock(string source, byte[] bytes, int[] fieldEnds, Record[] rows) : RecordBlock(source, bytes)
{
    internal override RecordKind Kind => RecordKind.Table;

    internal override long Size => fieldEnds is [.., var last] ? last + fieldEnds.Length : 0;

    internal override bool TryRead(ref BlockCursor cursor, out Record record)
    {
        if (cursor.Position == rows.Length)
        {
            record = default;
            return false;
        }

        record = rows[cursor.Position++] with { Block = this };
        return true;
    }

    internal ReadOnlySpan<byte> Field(in Record record, int index)
    {
        var start = index == 0 ? record.Start : fieldEnds[record.Field + index - 1];
        return Bytes.AsSpan(start, fieldEnds[record.Field + index] - start);
    }
}
