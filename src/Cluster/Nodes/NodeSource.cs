using ActorMap.Messages;
using ActorMap.Sources;

namespace ActorMap.Cluster.Nodes;

/// <summary>The items of a job's parcels that came to this node. Nothing is read: parcels are dealt as they come.</summary>
internal sealed class NodeSource<TIn> : ItemSource<TIn>
{
    private readonly Lock _lock = new();
    private readonly List<(long Start, TIn[] Items)> _parcels = [];
    private volatile bool _stopped;

    public override long? Total => null;

    public override long Readable => 0;

    public override bool Ended => _stopped;

    public override long BytesPerItem => 0;

    public override void Stop() => _stopped = true;

    public void Add(long start, TIn[] items)
    {
        lock (_lock) _parcels.Add((start, items));
    }

    /// <summary>All of a parcel is answered.</summary>
    public void Remove(IndexRange range)
    {
        lock (_lock)
        {
            var at = 0;
            while (_parcels[at].Start != range.Start || _parcels[at].Items.Length != range.Length) at++;
            _parcels.RemoveAt(at);
        }
    }

    public override long LongestFrom(long index)
    {
        lock (_lock)
        {
            var longest = 0L;
            foreach (var parcel in _parcels)
            {
                if (Has(parcel, index, 1)) longest = Math.Max(longest, parcel.Start + parcel.Items.Length - index);
            }

            return longest;
        }
    }

    public override ItemSlice<TIn> Slice(long start, int length)
    {
        lock (_lock)
        {
            // An item may be in two parcels at once, as one that failed and came again: it is the same item in both.
            foreach (var parcel in _parcels)
            {
                if (Has(parcel, start, length)) return new ItemSlice<TIn>(parcel.Items, (int)(start - parcel.Start), length);
            }
        }

        throw new InvalidOperationException($"Items from {start} are not on this node. This is a defect of ActorMap; please report it.");
    }

    private static bool Has((long Start, TIn[] Items) parcel, long start, int length) => parcel.Start <= start && start + length <= parcel.Start + parcel.Items.Length;
}
