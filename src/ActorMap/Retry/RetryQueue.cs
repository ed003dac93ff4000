namespace ActorMap.Retry;

/// <summary>A failed item that waits to be tried again.</summary>
/// <param name="Index">Its position.</param>
/// <param name="Attempt">The try that comes next, from 2.</param>
/// <param name="Avoid">The worker on which it failed last.</param>
internal readonly record struct WaitingRetry(long Index, int Attempt, int Avoid);

/// <summary>Failed items until their next try is due; those that are due go to any worker but the one on which they failed, where there is another.</summary>
internal sealed class RetryQueue
{
    private readonly PriorityQueue<WaitingRetry, TimeSpan> _waiting = new();
    private readonly List<WaitingRetry> _due = [];

    /// <summary>When the next try becomes due; null where none waits.</summary>
    public TimeSpan? NextDue => _waiting.TryPeek(out _, out var due) ? due : null;

    /// <summary>Items that wait or are due.</summary>
    public int Count => _waiting.Count + _due.Count;

    public void Add(WaitingRetry retry, TimeSpan due) => _waiting.Enqueue(retry, due);

    /// <summary>Takes the first due item that this worker may run.</summary>
    /// <param name="now">The time.</param>
    /// <param name="worker">The worker that asks.</param>
    /// <param name="alone">Whether there is no other worker.</param>
    /// <param name="retry">The item.</param>
    public bool TryTake(TimeSpan now, int worker, bool alone, out WaitingRetry retry)
    {
        while (_waiting.TryPeek(out var next, out var due) && due <= now)
        {
            _waiting.Dequeue();
            _due.Add(next);
        }

        for (var i = 0; i < _due.Count; i++)
        {
            if (_due[i].Avoid == worker && !alone) continue;
            retry = _due[i];
            _due.RemoveAt(i);
            return true;
        }

        retry = default;
        return false;
    }

    /// <summary>Forgets what nobody will look at any more.</summary>
    public void DropFrom(long bound)
    {
        _due.RemoveAll(retry => retry.Index >= bound);
        var kept = _waiting.UnorderedItems.Where(entry => entry.Element.Index < bound).ToArray();
        if (kept.Length == _waiting.Count) return;
        _waiting.Clear();
        foreach (var (element, due) in kept) _waiting.Enqueue(element, due);
    }
}
