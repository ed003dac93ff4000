using ActorMap.Messages;

namespace ActorMap.Cluster.Links;

/// <summary>Items that a node has, as far as the link knows: kept until each is answered, so that what was lost on the way can be sent again.</summary>
internal sealed class SentParcel(LinkedChunk chunk, RunParcel message, TimeSpan now)
{
    // Answers come as ranges in any order, and few are open at once: a parcel is answered from its start, by each of a node's workers in turn. Null until a part of it is: most are answered in one.
    private List<IndexRange>? _left;
    private long _bound = long.MaxValue;
    private bool _isWhollyAnswered;

    public LinkedChunk Chunk => chunk;

    public RunParcel Message => message;

    public long Bytes { get; } = message.Items.Length;

    public TimeSpan SentAt { get; set; } = now;

    public bool IsAnswered => _isWhollyAnswered || _left is { Count: 0 };

    /// <summary>What has no answer.</summary>
    public IReadOnlyList<IndexRange> Unanswered => Left();

    /// <summary>Nothing at or after the bound is waited for any more: the node says nothing of what it has not started there.</summary>
    /// <returns>How many items need no answer now.</returns>
    public long StopAt(long bound)
    {
        _bound = Math.Min(_bound, bound);
        var left = Left();
        var before = left.Sum(range => range.Length);
        for (var at = left.Count - 1; at >= 0; at--)
        {
            left[at] = Before(left[at]);
            if (left[at].IsEmpty) left.RemoveAt(at);
        }

        return before - left.Sum(range => range.Length);
    }

    /// <summary>These items are answered; false where one of them was before, or is none of this parcel's. What an answer says of items behind the bound is not asked.</summary>
    /// <param name="range">What the answer is for: it may have been on its way when the bound was set, and reach across it.</param>
    /// <param name="items">How many items that waited for an answer have it now.</param>
    public bool TryAnswer(IndexRange range, out long items)
    {
        range = Before(range);
        items = 0;
        if (range.IsEmpty || IsAnswered) return false;
        if (_left is null && range == message.Range)
        {
            _isWhollyAnswered = true;
            items = range.Length;
            return true;
        }

        var left = Left();
        var at = left.Count - 1;
        while (at >= 0 && !(left[at].Contains(range.Start) && range.End <= left[at].End)) at--;
        if (at < 0) return false;
        var (before, after) = (new IndexRange(left[at].Start, range.Start), new IndexRange(range.End, left[at].End));
        left.RemoveAt(at);
        if (!after.IsEmpty) left.Insert(at, after);
        if (!before.IsEmpty) left.Insert(at, before);
        items = range.Length;
        return true;
    }

    private List<IndexRange> Left() => _left ??= _isWhollyAnswered ? [] : [message.Range];

    private IndexRange Before(IndexRange range) => new(Math.Min(range.Start, _bound), Math.Min(range.End, _bound));
}
