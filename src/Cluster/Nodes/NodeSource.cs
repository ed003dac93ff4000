using ActorMap.Sources;

namespace ActorMap.Cluster.Nodes;

/// <summary>The items of a job's pieces that came to this node. Nothing is read: pieces are dealt as they come.</summary>
internal sealed class NodeSource<TIn> : ItemSource<TIn>
{
    private readonly Lock _lock = new();
    private readonly SortedList<long, TIn[]> _pieces = [];
    private volatile bool _stopped;

    public override long? Total => null;

    public override long Readable => 0;

    public override bool Ended => _stopped;

    public override long BytesPerItem => 0;

    public override void Stop() => _stopped = true;

    public void Add(long start, TIn[] items)
    {
        lock (_lock) _pieces[start] = items;
    }

    /// <summary>All of a piece is answered.</summary>
    public void Remove(long start)
    {
        lock (_lock) _pieces.Remove(start);
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

        return high >= 0 && keys[low] <= index && index < keys[low] + _pieces.Values[low].Length
            ? (keys[low], _pieces.Values[low])
            : throw new InvalidOperationException($"Item {index} is not on this node. This is a defect of ActorMap; please report it.");
    }
}
