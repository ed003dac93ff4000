using ActorMap.Messages;

namespace ActorMap.Cluster.Links;

/// <summary>Items that a node has, as far as the link knows: kept until each is answered, so that what was lost on the way can be sent again.</summary>
internal sealed class SentParcel(LinkedChunk chunk, RunParcel message, TimeSpan now)
{
    // Answers come as ranges in any order, and few are open at once: a parcel is answered from its start, by each of a node's workers in turn.
    private readonly List<IndexRange> _left = [message.Range];
    private long _bound = long.MaxValue;

    public LinkedChunk Chunk => chunk;

    public RunParcel Message => message;

    public long Bytes { get; } = message.Items.Length;

    public TimeSpan SentAt { get; set; } = now;

    public bool IsAnswered => _left.Count == 0;

    /// <summary>What has no answer.</summary>
    public IReadOnlyList<IndexRange> Unanswered => _left;

    /// <summary>Nothing at or after the bound is waited for any more: the node says nothing of what it has not started there.</summary>
    /// <returns>How many items need no answer now.</returns>
    public long StopAt(long bound)
    {
        _bound = Math.Min(_bound, bound);
        var before = _left.Sum(range => range.Length);
        for (var at = _left.Count - 1; at >= 0; at--)
        {
            _left[at] = Before(_left[at]);
            if (_left[at].IsEmpty) _left.RemoveAt(at);
        }

        return before - _left.Sum(range => range.Length);
    }

    /// <summary>These items are answered; false where one of them was before, or is none of this parcel's. What an answer says of items behind the bound is not asked.</summary>
    /// <param name="range">What the answer is for: it may have been on its way when the bound was set, and reach across it.</param>
    /// <param name="items">How many items that waited for an answer have it now.</param>
    public bool TryAnswer(IndexRange range, out long items)
    {
        range = Before(range);
        items = 0;
        if (range.IsEmpty) return false;
        var at = _left.FindIndex(left => left.Contains(range.Start) && range.End <= left.End);
        if (at < 0) return false;
        var (before, after) = (new IndexRange(_left[at].Start, range.Start), new IndexRange(range.End, _left[at].End));
        _left.RemoveAt(at);
        if (!after.IsEmpty) _left.Insert(at, after);
        if (!before.IsEmpty) _left.Insert(at, before);
        items = range.Length;
        return true;
    }

    private IndexRange Before(IndexRange range) => new(Math.Min(range.Start, _bound), Math.Min(range.End, _bound));
}
