using ActorMap.Messages;
using ActorMap.Ordering;

namespace ActorMap.Cluster.Links;

/// <summary>Items that a node has, as far as the link knows: kept until each is answered, so that what was lost on the way can be sent again.</summary>
internal sealed class SentPiece
{
    private readonly RangeSet _answered = new();
    private readonly List<IndexRange> _fresh = [];

    public SentPiece(LinkedChunk chunk, RunPiece message, TimeSpan now)
    {
        (Chunk, Message, SentAt, Left) = (chunk, message, now, message.Range.Length);
        Bytes = message.Items.Length;
    }

    public LinkedChunk Chunk { get; }

    public RunPiece Message { get; }

    public IndexRange Range => Message.Range;

    public long Bytes { get; }

    public TimeSpan SentAt { get; set; }

    /// <summary>Items without an answer.</summary>
    public long Left { get; private set; }

    /// <summary>These items are answered: how many of them were not before.</summary>
    public long Answer(IndexRange range)
    {
        _answered.Add(range, _fresh);
        var fresh = _fresh.Sum(part => part.Length);
        Left -= fresh;
        return fresh;
    }

    /// <summary>What has no answer.</summary>
    public IReadOnlyList<IndexRange> TakeUnanswered()
    {
        _answered.Add(Range, _fresh);
        Left = 0;
        return [.. _fresh];
    }
}
