using ActorMap.Sources;

namespace ActorMap.Cluster.Nodes;

/// <summary>The items of a job's pieces that came to this node. Nothing is read: pieces are dealt as they come.</summary>
internal sealed class NodeSource<TIn> : ItemSource<TIn>
{
    private readonly Lock _lock = new();
    private readonly SortedList<long, (TIn[] Items, int Holders)> _pieces = [];
    private volatile bool _stopped;

    public override long? Total => null;

    public override long Readable => 0;

    public override bool Ended => _stopped;

    public override long BytesPerItem => 0;

    public override void Stop() => _stopped = true;

    public void Add(long start, TIn[] items)
    {
        lock (_lock)
        {
            // What was given back may come again while the rest of its piece still runs.
            var known = _pieces.GetValueOrDefault(start);
            _pieces[start] = (known.Holders > 0 && known.Items.Length > items.Length ? known.Items : items, known.Holders + 1);
        }
    }

    /// <summary>All of a piece is answered.</summary>
    public void Remove(long start)
    {
        lock (_lock)
        {
            var (items, holders) = _pieces[start];
            if (holders > 1) _pieces[start] = (items, holders - 1);
            else _pieces.Remove(start);
        }
    }

    public override long LongestFrom(long index)
    {
        lock (_lock)
        {
            var (start, items) = Find(index);
            return start + items.Length - index;
        }
    }

    public override ItemSlice<TIn> Slice(long start, int length)
    {
        lock (_lock)
        {
            var (first, items) = Find(start);
            return new ItemSlice<TIn>(items, (int)(start - first), length);
        }
    }

    private (long Start, TIn[] Items) Find(long index)
    {
        var keys = _pieces.Keys;
        var (low, high) = (0, keys.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (keys[middle] <= index) low = middle;
            else high = middle - 1;
        }

        // Pieces that came again lie within others.
        for (; low >= 0 && high >= 0; low--)
        {
            var items = _pieces.Values[low].Items;
            if (keys[low] <= index && index < keys[low] + items.Length) return (keys[low], items);
        }

        throw new InvalidOperationException($"Item {index} is not on this node. This is a defect of ActorMap; please report it.");
    }
}
