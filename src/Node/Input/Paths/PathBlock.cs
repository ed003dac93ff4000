using System.Text;

namespace ActorMap.Node.Input.Paths;

/// <summary>Paths, each of them a record that is named by itself.</summary>
internal sealed class PathBlock(string source, byte[] bytes, int[] ends, long first) : RecordBlock(source, bytes)
{
    internal override RecordKind Kind => RecordKind.Text;

    internal static PathBlock Of(ReadOnlySpan<string> paths, long first)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(string.Concat(paths))];
        var ends = new int[paths.Length];
        for (var (i, end) = (0, 0); i < paths.Length; i++) ends[i] = end += Encoding.UTF8.GetBytes(paths[i], bytes.AsSpan(end));
        return new PathBlock("files", bytes, ends, first);
    }

    internal override bool TryRead(ref BlockCursor cursor, out Record record)
    {
        record = default;
        if (cursor.Position == ends.Length) return false;
        var start = cursor.Position == 0 ? 0 : ends[cursor.Position - 1];
        record = new Record(this, first + cursor.Position, start, ends[cursor.Position] - start);
        cursor.Position++;
        return true;
    }

    internal override string PlaceOf(in Record record) => Encoding.UTF8.GetString(record.Bytes);
}
