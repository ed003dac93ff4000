using ActorMap.Messages;

namespace ActorMap.Cluster.Links;

/// <summary>Items that a node has, as far as the link knows: kept until each is answered, so that what was lost on the way can be sent again.</summary>
internal sealed class SentParcel(LinkedChunk chunk, RunParcel message, TimeSpan now)
{
    // Answers come as ranges in any order, and few are open at once: a parcel is answered from its start, by each of a node's workers in turn.
    private readonly List<IndexRange> _left = [message.Range];

    public LinkedChunk Chunk => chunk;

    public RunParcel Message => message;

    public long Bytes { get; } = message.Items.Length;

    public TimeSpan SentAt { get; set; } = now;

    public bool IsAnswered => _left.Count == 0;

    /// <summary>What has no answer.</summary>
    public IReadOnlyList<IndexRange> Unanswered => _left;

    /// <summary>These items are answered; false where one of them was before, or is none of this parcel's.</summary>
    public bool TryAnswer(IndexRange range)
    {
        var at = _left.FindIndex(left => left.Contains(range.Start) && range.End <= left.End);
        if (at < 0) return false;
        var (before, after) = (new IndexRange(_left[at].Start, range.Start), new IndexRange(range.End, _left[at].End));
        _left.RemoveAt(at);
        if (!after.IsEmpty) _left.Insert(at, after);
        if (!before.IsEmpty) _left.Insert(at, before);
        return true;
    }
}
