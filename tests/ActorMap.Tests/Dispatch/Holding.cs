using ActorMap.Dispatch;
using ActorMap.Messages;

namespace ActorMap.Tests.Dispatch;

/// <summary>An assignment as a worker might hold it: so much of it is started.</summary>
internal sealed class Holding(long start, long end) : IAssignment
{
    public IndexRange Range { get; private set; } = new(start, end);

    public int Attempt { get; init; } = 1;

    public long Number { get; init; }

    /// <summary>Items that have ended.</summary>
    public long Ended { get; init; }

    public IndexRange Undone => new(Range.Start + Ended, Range.End);

    public long Started { get; init; }

    /// <summary>Whether it is too late to take anything, though it did not look so.</summary>
    public bool IsTooLate { get; init; }

    public long Unstarted => Range.Length - Started;

    public bool GoesWhole => Started == 0 && Range.Length == 1;

    public bool TryTakeTail(out IndexRange tail)
    {
        var keep = Started + (Unstarted / 2);
        tail = new IndexRange(Range.Start + keep, Range.End);
        if (IsTooLate || tail.IsEmpty) return false;
        Range = new IndexRange(Range.Start, Range.Start + keep);
        return true;
    }
}
