using ActorMap.Messages;
using ActorMap.Ordering;

namespace ActorMap.Cluster.Nodes;

/// <summary>A parcel that came to a node and is not wholly answered.</summary>
internal sealed class HeldParcel(IndexRange range, TimeSpan came)
{
    // Null until a part of it is answered: most are answered in one.
    private RangeSet? _answered;

    public IndexRange Range => range;

    public TimeSpan Came => came;

    public long Answered { get; private set; }

    public bool IsAnswered => Answered == range.Length;

    /// <summary>The first position without an answer; where all have one, the end.</summary>
    public long Next => IsAnswered ? range.End : _answered?.Head ?? range.Start;

    public bool Overlaps(IndexRange other) => other.Start < range.End && range.Start < other.End;

    /// <summary>These positions have an answer now. What is done of a chunk that runs is handed over, and once more at its end.</summary>
    /// <param name="answered">The positions.</param>
    /// <param name="fresh">Gets those of them that are the parcel's and had none before.</param>
    public void Answer(IndexRange answered, List<IndexRange> fresh)
    {
        fresh.Clear();
        var own = new IndexRange(Math.Max(range.Start, answered.Start), Math.Min(range.End, answered.End));
        if (own.Start >= own.End || IsAnswered) return;
        if (own == range && Answered == 0) fresh.Add(range);
        else (_answered ??= BeforeIt(fresh)).Add(own, fresh);
        foreach (var part in fresh) Answered += part.Length;
    }

    /// <summary>What comes before the parcel counts as answered.</summary>
    private RangeSet BeforeIt(List<IndexRange> added)
    {
        var before = new RangeSet();
        before.Add(new IndexRange(0, range.Start), added);
        return before;
    }

    /// <summary>Positions without an answer, as one range: those in between were answered early.</summary>
    public IEnumerable<IndexRange> Left() => IsAnswered ? [] : [range];
}
