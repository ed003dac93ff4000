using ActorMap.Messages;

namespace ActorMap.Ordering;

/// <summary>
/// What is known of a job's outcomes: which positions have one, which failed, where the halt rule puts the end, and whether all that will be
/// delivered is there. For <c>Halt.After(n)</c> the end is just behind the n-th failure <em>in input order</em>, so it does not depend on timing.
/// </summary>
internal sealed class Ledger(Halt halt)
{
    private readonly RangeSet _outcomes = new();
    private readonly PriorityQueue<long, long> _lowestFailures = new();
    private (long Done, long Failed) _atHalt;

    /// <summary>Outcomes so far, failures included.</summary>
    public long Done => _outcomes.Count;

    /// <summary>Failures so far.</summary>
    public long Failed { get; private set; }

    /// <summary>The failure with the lowest index.</summary>
    public ItemFailure? First { get; private set; }

    /// <summary>The number of items; null while the source has not ended.</summary>
    public long? Total { get; private set; }

    /// <summary>Nothing at or after this position will be delivered.</summary>
    public long Bound { get; private set; } = long.MaxValue;

    /// <summary>Whether the halt rule was reached.</summary>
    public bool Halted => Bound != long.MaxValue;

    /// <summary>The first position without an outcome.</summary>
    public long Head => _outcomes.Head;

    /// <summary>Whether every outcome that will be delivered is there.</summary>
    public bool IsComplete => Head >= Math.Min(Bound, Total ?? long.MaxValue);

    public void Succeeded(IndexRange range, List<IndexRange> added)
    {
        _outcomes.Add(range, added);
        if (added.Count > 0) Watch();
    }

    public bool Fail(ItemFailure failure)
    {
        if (!_outcomes.Add(failure.Index)) return false;
        Failed++;
        if (First is null || failure.Index < First.Index) First = failure;
        if (halt.Failures > 0) Remember(failure.Index);
        else Watch();
        return true;
    }

    public void Ended(long total) => Total = total;

    /// <summary>What the consumer is to see behind the outcomes: the lowest failure where failures are not outcomes, a halt where they are, else the source's own error.</summary>
    public Exception? Verdict(bool failuresAreOutcomes, Exception? sourceError)
    {
        if (failuresAreOutcomes) return Halted ? new MapHaltedException(halt, _atHalt.Done, _atHalt.Failed) : sourceError;
        if (First?.ToException() is not { } lowest) return sourceError;
        lowest.FurtherFailures = Failed - 1;
        return lowest;
    }

    /// <summary>Keeps the n lowest failures; the highest of them ends the job once there are n.</summary>
    private void Remember(long index)
    {
        _lowestFailures.Enqueue(index, -index);
        if (_lowestFailures.Count > halt.Failures) _lowestFailures.Dequeue();
        if (_lowestFailures.Count == halt.Failures) StopAt(_lowestFailures.Peek() + 1);
    }

    /// <summary>A fraction is judged as outcomes come in: a head that hangs must not hide that all else fails.</summary>
    private void Watch()
    {
        if (halt.Failures == 0 && Bound == long.MaxValue && halt.IsReached(Done, Failed)) StopAt(_outcomes.Top);
    }

    /// <summary>What was under way still comes, and would make other counts than those that the rule was judged by.</summary>
    private void StopAt(long bound)
    {
        if (!Halted) _atHalt = (Done, Failed);
        Bound = Math.Min(Bound, bound);
    }
}
