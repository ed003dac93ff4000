using ActorMap.Chunking;
using ActorMap.Messages;
using ActorMap.Retry;

namespace ActorMap.Dispatch;

/// <summary>
/// Decides who gets which range. A worker that asks is given, in this order: an item whose retry is due, a range that came back, the next of
/// the source, a share of what another worker has not started, and else an item that failed on it and that no other comes for. Pure: no actor, no clock, no thread.
/// Invariant: every position below the frontier that has no outcome is in exactly one of: an assignment, the ranges that came back, the retries.
/// </summary>
internal sealed class Dealer(ChunkLength length)
{
    private readonly PriorityQueue<Deal, long> _again = new();
    private readonly RetryQueue _retries = new();
    private readonly Dictionary<int, IAssignment> _held = [];
    private long _againItems;
    private long _readable;
    private bool _ended;
    private long _limit;
    private long _bound = long.MaxValue;

    /// <summary>Workers of the job; retries avoid the last one only where there is another.</summary>
    public int Workers { get; set; }

    /// <summary>The first position that has never been dealt.</summary>
    public long Frontier { get; private set; }

    /// <summary>Everything before it has its outcome, and the source may have let go of it: of items that ran twice the slower copy's are not dealt again.</summary>
    public long Head { get; set; }

    /// <summary>Where that ends which may be dealt.</summary>
    private long End => Math.Min(_readable, Math.Min(_limit, _bound));

    /// <summary>When, after now, a worker that was given nothing may be given a retry.</summary>
    public TimeSpan? NextRetry(TimeSpan now) => _retries.NextAfter(now);

    /// <summary>Ranges that workers hold, by worker.</summary>
    public IReadOnlyDictionary<int, IAssignment> Held => _held;

    /// <summary>Whether all that there is to deal has been dealt, but for items that wait for another try.</summary>
    public bool IsDrained => _again.Count == 0 && (Frontier >= _bound || (_ended && Frontier >= _readable));

    /// <summary>Items that wait for another try.</summary>
    public int Retrying => _retries.Count;

    /// <summary>The source has given this many items so far, and perhaps no more.</summary>
    public void Readable(long count, bool ended) => (_readable, _ended) = (count, ended);

    /// <summary>How many items the source must exceed before there is anything new to deal: one chunk's, where chunks are exact; none is where the end is reached that was set.</summary>
    public long WaitsFor(long readable) => Frontier >= _bound ? long.MaxValue - 1 : length.IsExact ? Frontier + length.Next(null, Workers) - 1 : Math.Max(readable, Frontier);

    /// <summary>Positions before this may be dealt, as far as the consumer is concerned.</summary>
    public void Allow(long limit) => _limit = Math.Max(_limit, limit);

    /// <summary>Nothing at or after the bound is dealt any more.</summary>
    public void StopAt(long bound)
    {
        if (bound >= _bound) return;
        _bound = bound;
        _retries.DropFrom(bound);
    }

    public void Holds(int worker, IAssignment assignment) => _held.Add(worker, assignment);

    /// <summary>A worker is done with what it held; false if it held nothing, as one that was given up.</summary>
    public bool Finished(int worker, IAssignment assignment)
    {
        if (!_held.TryGetValue(worker, out var held) || !ReferenceEquals(held, assignment)) return false;
        return _held.Remove(worker);
    }

    /// <summary>A range comes back undone; it is dealt again before anything new.</summary>
    /// <param name="range">What is undone; empty where nothing is.</param>
    /// <param name="attempt">Which try of it this was.</param>
    /// <param name="avoid">Of a retry, which travels alone: the worker that it was not to go to. It still is not.</param>
    public void GaveBack(IndexRange range, int attempt, int? avoid = null)
    {
        if (range.IsEmpty) return;
        if (avoid is { } worker) Retry(new WaitingRetry(range.Start, attempt, worker), TimeSpan.Zero);
        else
        {
            _again.Enqueue(new Deal(range, attempt), range.Start);
            _againItems += range.Length;
        }
    }

    public void Retry(WaitingRetry retry, TimeSpan due)
    {
        if (retry.Index < _bound) _retries.Add(retry, due);
    }

    /// <summary>Whether there is work for this worker, and which.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="now">The time.</param>
    /// <param name="deal">What it is to do.</param>
    /// <param name="isBusy">Whether what it is given lies and waits there, as the worker is busy with another job.</param>
    public bool TryDeal(int worker, TimeSpan now, out Deal deal, bool isBusy = false)
    {
        deal = default;
        if (_held.ContainsKey(worker)) return false;
        return TryRetry(worker, now, ref deal) || TryAgain(ref deal) || TryFresh(ref deal) || TryShare(worker, isBusy, ref deal) || TryRetry(null, now, ref deal);
    }

    /// <summary>Of a worker that was just given nothing: whether nobody else would be given anything now either. What waits for another try may not be everybody's.</summary>
    public bool HasNothingFor(int worker) => _retries.Count == 0 && !_held.ContainsKey(worker);

    /// <summary>All that waits for a worker, and the tails of what workers hold: another node may be quicker with it.</summary>
    public List<Deal> TakeUnstarted()
    {
        var taken = new List<Deal>();
        while (_again.TryDequeue(out var deal, out _)) taken.Add(deal);
        _againItems = 0;
        foreach (var assignment in _held.Values)
        {
            if (assignment.TryTakeTail(out var tail)) taken.Add(new Deal(tail, assignment.Attempt));
        }

        return taken;
    }

    /// <param name="worker">Who is to have another's; null: whoever asks is to have what no other came for.</param>
    /// <param name="now">The time.</param>
    /// <param name="deal">The item.</param>
    private bool TryRetry(int? worker, TimeSpan now, ref Deal deal)
    {
        while (_retries.Count > 0 && (worker is { } other ? _retries.TryTake(now, other, Workers <= 1, out var retry) : _retries.TryTakeStuck(now, out retry)))
        {
            deal = new Deal(IndexRange.Single(retry.Index), retry.Attempt, retry.Avoid);
            if (retry.Index >= Head) return true;
        }

        return false;
    }

    private bool TryAgain(ref Deal deal)
    {
        while (_again.TryDequeue(out var back, out _))
        {
            // Shares are for the end of the input: while there is more behind it, what came back is dealt as that is.
            var left = _againItems + Math.Max(0, End - Frontier);
            _againItems -= back.Range.Length;
            var range = Wanted(back.Range);
            if (range.IsEmpty) continue;
            var part = length.IsExact ? range.Length : Math.Min(range.Length, length.Next(Workers > 1 ? left : null, Workers));
            deal = new Deal(new IndexRange(range.Start, range.Start + part), back.Attempt);
            GaveBack(new IndexRange(deal.Range.End, range.End), back.Attempt);
            return true;
        }

        return false;
    }

    private bool TryFresh(ref Deal deal)
    {
        var end = End;
        if (Frontier >= end) return false;
        var wanted = length.Next(_ended ? _readable - Frontier : null, Workers);
        var taken = Math.Min(wanted, end - Frontier);
        if (length.IsExact && taken < wanted && !(_ended && end == _readable) && end != _bound) return false;
        deal = new Deal(new IndexRange(Frontier, Frontier + taken), 1);
        Frontier = deal.Range.End;
        return true;
    }

    /// <summary>
    /// The one with most to do gives, so that whoever is left alone with long items is relieved first. Retries stay where they are: not every worker may have them. And who
    /// is busy takes nothing whole that would lie there as it lies here: two that are would have it from each other, and nobody ever came to it.
    /// </summary>
    private bool TryShare(int worker, bool isBusy, ref Deal deal)
    {
        IAssignment? richest = null;
        foreach (var (holder, assignment) in _held)
        {
            if (holder == worker || assignment.Attempt > 1 || (isBusy && assignment.GoesWhole) || Wanted(assignment.Range).IsEmpty) continue;
            if (assignment.Unstarted > (richest?.Unstarted ?? 0)) richest = assignment;
        }

        if (richest is null) return false;
        do
        {
            // What nobody wants any more is nobody's.
            if (!richest.TryTakeTail(out var tail)) return false;
            deal = new Deal(Wanted(tail), richest.Attempt);
        }
        while (deal.Range.IsEmpty);

        return true;
    }

    /// <summary>What of a range is still to be dealt: what lies between head and bound. An exact chunk stays whole, as long as one of its items has no outcome.</summary>
    private IndexRange Wanted(IndexRange range) =>
        range.End <= Head ? default : new IndexRange(length.IsExact ? range.Start : Math.Max(range.Start, Head), Math.Min(range.End, _bound));
}
