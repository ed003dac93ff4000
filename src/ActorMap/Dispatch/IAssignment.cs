using ActorMap.Messages;

namespace ActorMap.Dispatch;

/// <summary>A range that a worker holds. Its tail can be taken from it while it runs.</summary>
internal interface IAssignment
{
    /// <summary>What the worker still owns: what has run, runs, and is not started.</summary>
    IndexRange Range { get; }

    /// <summary>Counts the assignments of a job in the order in which they were dealt.</summary>
    long Number { get; }

    /// <summary>From the first item that has not ended to the last; empty where all have, as far as one can see from outside.</summary>
    IndexRange Undone { get; }

    /// <summary>1 on the first try of its items.</summary>
    int Attempt { get; }

    /// <summary>Items that are not started, as far as one can see from outside.</summary>
    long Unstarted { get; }

    /// <summary>Whether a share of it would be all of it: none of it is started, and it is one item, or is not to be split.</summary>
    bool GoesWhole { get; }

    /// <summary>Takes a share of what is not started: about half of it, or all where none of the range is started. False where that is not worth it.</summary>
    bool TryTakeTail(out IndexRange tail);
}
