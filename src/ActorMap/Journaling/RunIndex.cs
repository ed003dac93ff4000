using ActorMap.Messages;

namespace ActorMap.Journaling;

/// <summary>
/// Where in the journal the outcome of a position is. Runs that lie one behind the other, in the file as in the input, are one entry of up to some 64 KiB: it
/// grows with the journal's bytes, not with its items.
/// </summary>
internal sealed class RunIndex
{
    private const int LongestEntry = 1 << 16;

    private readonly List<Entry> _entries = [];
    private readonly List<IndexRange> _ranges = [];

    /// <summary>Positions with an outcome.</summary>
    public long Count { get; private set; }

    /// <summary>One past the last of them.</summary>
    public long Top => _ranges.Count > 0 ? _ranges[^1].End : 0;

    /// <summary>Adds the outcomes of a record.</summary>
    public void Add(IndexRange range, long at, int bytes, bool failed)
    {
        if (!failed && _entries.Count > 0 && _entries[^1] is { Failed: false } last && last.Range.End == range.Start && last.At + last.Bytes == at && last.Bytes + bytes <= LongestEntry)
            _entries[^1] = last with { Range = new IndexRange(last.Range.Start, range.End), Bytes = last.Bytes + bytes };
        else _entries.Add(new Entry(range, at, bytes, failed));
    }

    /// <summary>All is added. A failure counts where there is no value, which a later try may have given; the last of several.</summary>
    public void Seal(bool withoutFailures)
    {
        _entries.Sort(static (one, other) => (one.Range.Start, one.Failed ? 0 : 1, one.At).CompareTo((other.Range.Start, other.Failed ? 0 : 1, other.At)));
        var (kept, covered) = (0, 0L);
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (entry.Failed && (withoutFailures || entry.Range.Start < covered)) continue;
            if (kept > 0 && _entries[kept - 1] is { Failed: true } before && before.Range.Start == entry.Range.Start) kept--;
            _entries[kept++] = entry;
            if (!entry.Failed) covered = entry.Range.End;
        }

        _entries.RemoveRange(kept, _entries.Count - kept);
        foreach (var entry in _entries) Merge(entry.Range);
    }

    public bool Has(long index) => FirstEndingAfter(_ranges, static range => range, index) is var i && i < _ranges.Count && _ranges[i].Contains(index);

    /// <summary>How many positions from here on are as this one is, with an outcome or without.</summary>
    public long RunFrom(long index)
    {
        var i = FirstEndingAfter(_ranges, static range => range, index);
        if (i == _ranges.Count) return long.MaxValue;
        return _ranges[i].Contains(index) ? _ranges[i].End - index : _ranges[i].Start - index;
    }

    /// <summary>The bytes of the records among which a position's is.</summary>
    public (long At, int Bytes) Find(long index)
    {
        var entry = _entries[FirstEndingAfter(_entries, static entry => entry.Range, index)];
        return (entry.At, entry.Bytes);
    }

    private void Merge(IndexRange range)
    {
        Count += range.Length;
        if (_ranges.Count > 0 && _ranges[^1].End == range.Start) _ranges[^1] = new IndexRange(_ranges[^1].Start, range.End);
        else _ranges.Add(range);
    }

    private static int FirstEndingAfter<T>(List<T> list, Func<T, IndexRange> range, long index)
    {
        int low = 0, high = list.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (range(list[middle]).End <= index) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private readonly record struct Entry(IndexRange Range, long At, int Bytes, bool Failed);
}
