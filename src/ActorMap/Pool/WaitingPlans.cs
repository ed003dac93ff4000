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
    private volatile bool _isClosed;

    /// <summary>Whether nobody starts maps any more.</summary>
    public bool IsClosed => _isClosed;

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
    }

    private static void End(JobPlan plan) => plan.Outlet.End(PoolActor.Gone(plan.Name));
}
