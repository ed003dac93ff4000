using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>The parcels of a job that a node has and has not answered in whole.</summary>
/// <param name="work">Where their items are.</param>
internal sealed class HeldParcels(NodeWork work)
{
    private readonly List<HeldParcel> _parcels = [];
    private readonly List<IndexRange> _fresh = [];
    private readonly List<IndexRange> _part = [];

    public bool IsEmpty => _parcels.Count == 0;

    /// <summary>Whether an item before the bound has no answer.</summary>
    public bool HasBefore(long bound) => _parcels.Exists(parcel => parcel.Next < bound);

    public void Add(IndexRange range, TimeSpan now) => _parcels.Add(new HeldParcel(range, now));

    /// <summary>The time since the latest parcel with some of the range came, for each of its items that is answered and the one that runs; zero where none is held.</summary>
    public TimeSpan ItemTime(IndexRange range, TimeSpan now) =>
        _parcels.FindLast(parcel => parcel.Overlaps(range)) is { } held ? (now - held.Came) / (held.Answered + 1) : TimeSpan.Zero;

    /// <summary>
    /// The parts of a range that had no answer yet. What was given back or has failed may have come again while the rest of its parcel still runs: then two parcels have it, and it is the
    /// later one's.
    /// </summary>
    /// <returns>Good until the next call.</returns>
    public List<IndexRange> Answer(IndexRange range)
    {
        _fresh.Clear();
        for (var at = 0; at < _parcels.Count; at++)
        {
            var parcel = _parcels[at];
            parcel.Answer(range, _part);
            _fresh.AddRange(_part);
            if (!parcel.IsAnswered) continue;
            _parcels.RemoveAt(at--);
            work.Remove(parcel.Range);
        }

        return _fresh;
    }

    /// <summary>What has no answer.</summary>
    public IndexRange[] Left() => [.. _parcels.SelectMany(parcel => parcel.Left())];
}
