using System.Diagnostics.CodeAnalysis;
using ActorMap.Messages;

namespace ActorMap.Dispatch;

/// <summary>
/// Gives the ranges that run last a second time, to workers that have nothing to do: whichever copy answers an item first has answered it. Oldest first, and none more
/// than once (backup tasks: Dean and Ghemawat, 2004). Pure: no actor, no clock, no thread.
/// </summary>
internal sealed class Speculation
{
    private readonly List<IndexRange> _copied = [];
    private readonly HashSet<(long Index, int Attempt)> _failed = [];

    /// <summary>The oldest assignment of another worker that does not run twice yet; from now on it does.</summary>
    /// <param name="worker">Who has nothing to do; for one that still runs something nothing is chosen.</param>
    /// <param name="running">All that runs, and where.</param>
    /// <param name="head">Everything before it has its outcome.</param>
    /// <param name="chosen">The assignment.</param>
    /// <param name="undone">What of it is to run again.</param>
    public bool TryChoose(int worker, IEnumerable<(int Worker, IAssignment Assignment)> running, long head, [NotNullWhen(true)] out IAssignment? chosen, out IndexRange undone)
    {
        (chosen, undone) = (null, default);
        foreach (var (holder, assignment) in running)
        {
            if (holder == worker)
            {
                chosen = null;
                return false;
            }

            var left = assignment.Undone;
            left = left with { Start = Math.Max(left.Start, head) };
            if (left.IsEmpty || _copied.Exists(copied => copied.Contains(left.Start)) || assignment.Number > chosen?.Number) continue;
            (chosen, undone) = (assignment, left);
        }

        if (chosen is null) return false;
        _copied.Add(undone);
        return true;
    }

    /// <summary>Whether this is the first copy of a try to fail: the second says nothing new, and must not be tried again, too.</summary>
    public bool IsNews(long index, int attempt) => _failed.Add((index, attempt));
}
