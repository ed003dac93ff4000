using ActorMap.Messages;
using ActorMap.Sources;

namespace ActorMap.Cluster.Nodes;

/// <summary>The items of a job's pieces that came to this node. Nothing is read: pieces are dealt as they come.</summary>
internal sealed class NodeSource<TIn> : ItemSource<TIn>
{
    private readonly Lock _lock = new();
    private readonly List<(long Start, TIn[] Items)> _pieces = [];
    private volatile bool _stopped;

    public override long? Total => null;

    public override long Readable => 0;

    public override bool Ended => _stopped;

    public override long BytesPerItem => 0;

    public override void Stop() => _stopped = true;

    public void Add(long start, TIn[] items)
    {
        lock (_lock) _pieces.Add((start, items));
    }

    /// <summary>All of a piece is answered.</summary>
    public void Remove(IndexRange range)
    {
        lock (_lock) _pieces.RemoveAt(_pieces.FindIndex(piece => piece.Start == range.Start && piece.Items.Length == range.Length));
    }

    public override long LongestFrom(long index)
    {
        lock (_lock) return _pieces.Where(piece => Has(piece, index, 1)).Select(piece => piece.Start + piece.Items.Length - index).DefaultIfEmpty(0).Max();
    }

    public override ItemSlice<TIn> Slice(long start, int length)
    {
        lock (_lock)
        {
            // An item may be in two pieces at once, as one that failed and came again: it is the same item in both.
            var at = _pieces.FindIndex(piece => Has(piece, start, length));
            if (at < 0) throw new InvalidOperationException($"Items from {start} are not on this node. This is a defect of ActorMap; please report it.");
            return new ItemSlice<TIn>(_pieces[at].Items, (int)(start - _pieces[at].Start), length);
        }
    }

    private static bool Has((long Start, TIn[] Items) piece, long start, int length) => piece.Start <= start && start + length <= piece.Start + piece.Items.Length;
}
