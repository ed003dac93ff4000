using ActorMap.Messages;

namespace ActorMap.Ordering;

/// <summary>Positions in, order out: keeps what came ahead of its turn until its turn comes. The ranges handed in do not overlap.</summary>
internal sealed class Reorderer<T>
{
    private readonly PriorityQueue<(IndexRange Range, T Piece), long> _waiting = new();

    /// <summary>The next position to hand out.</summary>
    public long Next { get; private set; }

    /// <summary>Pieces that wait for their turn.</summary>
    public int Waiting => _waiting.Count;

    public void Add(IndexRange range, T piece) => _waiting.Enqueue((range, piece), range.Start);

    /// <summary>Takes the piece whose turn it is.</summary>
    public bool TryTake(out IndexRange range, out T piece)
    {
        if (!_waiting.TryPeek(out var head, out var start) || start != Next)
        {
            (range, piece) = (default, default!);
            return false;
        }

        _waiting.Dequeue();
        (range, piece) = head;
        Next = range.End;
        return true;
    }

    /// <summary>Takes any piece, in order of position: for letting go of what nobody will ask for.</summary>
    public bool TryDrop(out T piece)
    {
        var any = _waiting.TryDequeue(out var head, out _);
        piece = any ? head.Piece : default!;
        return any;
    }
}
