using ActorMap.Messages;

namespace ActorMap.Ordering;

/// <summary>
/// The positions that have an outcome. Everything below <see cref="Head"/> has one; what came ahead of its turn is a short sorted list of
/// ranges that neither touch nor overlap. Adding a position a second time adds nothing: the first outcome wins.
/// </summary>
internal sealed class RangeSet
{
    private readonly List<IndexRange> _ahead = [];

    /// <summary>The first position without an outcome.</summary>
    public long Head { get; private set; }

    /// <summary>How many positions have an outcome.</summary>
    public long Count { get; private set; }

    /// <summary>One past the highest position with an outcome.</summary>
    public long Top => _ahead.Count > 0 ? _ahead[^1].End : Head;

    /// <summary>Ranges that came ahead of their turn.</summary>
    public int Gaps => _ahead.Count;

    /// <summary>Adds a range and says which parts of it are new, in order.</summary>
    public void Add(IndexRange range, List<IndexRange> added)
    {
        added.Clear();
        var start = Math.Max(range.Start, Head);
        if (start >= range.End) return;

        var first = FirstEndingAtOrAfter(start);
        var last = first;
        var next = start;
        for (; last < _ahead.Count && _ahead[last].Start <= range.End; last++)
        {
            if (_ahead[last].Start > next) Keep(new IndexRange(next, Math.Min(_ahead[last].Start, range.End)), added);
            next = Math.Max(next, _ahead[last].End);
        }

        if (next < range.End) Keep(new IndexRange(next, range.End), added);
        Merge(new IndexRange(start, range.End), first, last);
    }

    /// <summary>Adds one position; false if it was there.</summary>
    public bool Add(long index)
    {
        var added = new List<IndexRange>(1);
        Add(IndexRange.Single(index), added);
        return added.Count == 1;
    }

    private void Keep(IndexRange part, List<IndexRange> added)
    {
        added.Add(part);
        Count += part.Length;
    }

    private void Merge(IndexRange range, int first, int last)
    {
        if (first < last)
        {
            range = new IndexRange(Math.Min(range.Start, _ahead[first].Start), Math.Max(range.End, _ahead[last - 1].End));
            _ahead.RemoveRange(first, last - first);
        }

        if (range.Start <= Head) Head = range.End;
        else _ahead.Insert(first, range);
    }

    private int FirstEndingAtOrAfter(long start)
    {
        int low = 0, high = _ahead.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ahead[middle].End < start) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
