namespace ActorMap.Node.Input;

/// <summary>Gathers rows until they are worth handing on.</summary>
internal sealed class CsvBlockBuilder(string source)
{
    // Small enough that the first rows of a slow file are on their way soon, large enough that the hand-over is noise.
    private const int FullAt = 32 * 1024;

    private readonly List<int> _fieldEnds = [];
    private readonly List<Record> _rows = [];
    private byte[] _bytes = new byte[FullAt * 2];
    private int _filled;

    internal bool IsFull => _filled >= FullAt || _rows.Count >= FullAt / 16;

    internal bool IsEmpty => _rows.Count == 0;

    internal void AddField(ReadOnlySpan<char> field)
    {
        var most = LosslessText.Room(field);
        if (_bytes.Length - _filled < most) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _filled + most));
        _filled += LosslessText.Encode(field, _bytes.AsSpan(_filled), hasNuls: true);
        _fieldEnds.Add(_filled);
    }

    /// <summary>Ends the row of the fields added last.</summary>
    internal void EndRow(long line, int fields)
    {
        var first = _fieldEnds.Count - fields;
        var start = first == 0 ? 0 : _fieldEnds[first - 1];
        _rows.Add(new Record(null!, line, start, _filled - start, first, fields));
    }

    internal CsvBlock Build()
    {
        var block = new CsvBlock(source, _bytes, [.. _fieldEnds], [.. _rows]);
        _bytes = new byte[FullAt * 2];
        _filled = 0;
        _fieldEnds.Clear();
        _rows.Clear();
        return block;
    }
}
