namespace ActorMap.Retry;

/// <summary>A failed item that waits to be tried again.</summary>
/// <param name="Index">Its position.</param>
/// <param name="Attempt">The try that comes next, from 2.</param>
/// <param name="Avoid">The worker on which it failed last.</param>
internal readonly record struct WaitingRetry(long Index, int Attempt, int Avoid);

/// <summary>Failed items until their next try is due; those that are due go to any worker but the one on which they failed, where there is another that comes.</summary>
internal sealed class RetryQueue
{
    /// <summary>
    /// How long an item that is due waits for another worker than the one on which it failed: all others may be in long items, of this map or of another, or stuck.
    /// As long as a process may be silent before it is taken to hang.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly PriorityQueue<WaitingRetry, TimeSpan> _waiting = new();

    // In the order in which they became due, and since when that is known.
    private readonly List<(WaitingRetry Retry, TimeSpan Since)> _due = [];

    /// <summary>Items that wait or are due.</summary>
    public int Count => _waiting.Count + _due.Count;

    public void Add(WaitingRetry retry, TimeSpan due) => _waiting.Enqueue(retry, due);

    /// <summary>When somebody may have what nobody may have now: a try becomes due, or has waited for another worker for long enough. Null where that is no matter of time.</summary>
    public TimeSpan? NextAfter(TimeSpan now)
    {
        LookAtTheClock(now);
        TimeSpan? next = _waiting.TryPeek(out _, out var due) ? due : null;

        // Asked each time that the router deals: a closure for each would be a fifth of what a chunk leaves behind.
        foreach (var (_, since) in _due)
        {
            var stuck = since + Patience;
            if (stuck > now) return next < stuck ? next : stuck;
        }

        return next;
    }

    /// <summary>Takes the first due item that this worker may run.</summary>
    /// <param name="now">The time.</param>
    /// <param name="worker">The worker that asks.</param>
    /// <param name="alone">Whether there is no other worker.</param>
    /// <param name="retry">The item.</param>
    public bool TryTake(TimeSpan now, int worker, bool alone, out WaitingRetry retry)
    {
        LookAtTheClock(now);
        return TryTake(_due.FindIndex(entry => alone || entry.Retry.Avoid != worker), out retry);
    }

    /// <summary>Takes the first item that has waited for another worker for long enough: who asks now may be the only one that ever does.</summary>
    public bool TryTakeStuck(TimeSpan now, out WaitingRetry retry) => TryTake(_due.FindIndex(entry => entry.Since + Patience <= now), out retry);

    /// <summary>Forgets what nobody will look at any more.</summary>
    public void DropFrom(long bound)
    {
        _due.RemoveAll(entry => entry.Retry.Index >= bound);
        var kept = _waiting.UnorderedItems.Where(entry => entry.Element.Index < bound).ToArray();
        if (kept.Length == _waiting.Count) return;
        _waiting.Clear();
        foreach (var (element, due) in kept) _waiting.Enqueue(element, due);
    }

    private void LookAtTheClock(TimeSpan now)
    {
        while (_waiting.TryPeek(out var next, out var due) && due <= now)
        {
            _waiting.Dequeue();
            _due.Add((next, now));
        }
    }

    private bool TryTake(int at, out WaitingRetry retry)
    {
        retry = default;
        if (at < 0) return false;
        retry = _due[at].Retry;
        _due.RemoveAt(at);
        return true;
    }
}
