using ActorMap.Jobs;

namespace ActorMap.Pool;

/// <summary>
/// The maps that a program has started and the pool's actor has not. What that is told while it ends, or afterwards, nobody reads: whatever waits then ends
/// here, and so does whatever comes.
/// </summary>
internal sealed class WaitingPlans
{
    private readonly Lock _lock = new();
    private readonly HashSet<JobPlan> _plans = new(ReferenceEqualityComparer.Instance);
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isClosed;

    /// <summary>Whether nobody starts maps any more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Waits for an answer of the pool's actor.</summary>
    /// <exception cref="PoolUnavailableException">It has ended before.</exception>
    public async Task<T> BeforeEndAsync<T>(Task<T> answer) => await Task.WhenAny(answer, _closing.Task).ConfigureAwait(false) == answer
        ? await answer.ConfigureAwait(false)
        : throw new PoolUnavailableException("The pool's actor has ended before it answered.");

    public void Open() => _isClosed = false;

    /// <summary>The map waits for the pool's actor; it ends at once where that is gone.</summary>
    public void Add(JobPlan plan)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _plans.Add(plan);
                return;
            }
        }

        End(plan);
    }

    /// <summary>The pool's actor starts the map; false where it has ended meanwhile.</summary>
    public bool TryTake(JobPlan plan)
    {
        lock (_lock) return _plans.Remove(plan);
    }

    /// <summary>Ends those that wait, and from now on whatever comes.</summary>
    public void Close()
    {
        JobPlan[] left;
        lock (_lock)
        {
            _isClosed = true;
            left = [.. _plans];
            _plans.Clear();
        }

        foreach (var plan in left) End(plan);
        _closing.TrySetResult();
    }

    private static void End(JobPlan plan) => plan.Outlet.End(PoolActor.Gone(plan.Name));
}
