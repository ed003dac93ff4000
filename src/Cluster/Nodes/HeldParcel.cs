using ActorMap.Messages;
using ActorMap.Ordering;

namespace ActorMap.Cluster.Nodes;

/// <summary>A parcel that came to a node and is not wholly answered.</summary>
internal sealed class HeldParcel(IndexRange range, TimeSpan came)
{
    private readonly RangeSet _answered = new();
    private readonly List<IndexRange> _fresh = [];

    public IndexRange Range => range;

    public TimeSpan Came => came;

    public long Answered { get; private set; }

    public bool IsAnswered => Answered == range.Length;

    public bool Overlaps(IndexRange other) => other.Start < range.End && range.Start < other.End;

    /// <summary>These positions have an answer now; those of them that are the parcel's and had none before: what is done of a chunk that runs is handed over, and once more at its end.</summary>
    public IReadOnlyList<IndexRange> Answer(IndexRange answered)
    {
        var own = new IndexRange(Math.Max(range.Start, answered.Start), Math.Min(range.End, answered.End));
        _fresh.Clear();
        if (own.Start < own.End) _answered.Add(own, _fresh);
        Answered += _fresh.Sum(part => part.Length);
        return _fresh;
    }

    /// <summary>Positions without an answer, as one range: those in between were answered early.</summary>
    public IEnumerable<IndexRange> Left() => IsAnswered ? [] : [range];
}
