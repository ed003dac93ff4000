using ActorMap.Messages;

namespace ActorMap.Retry;

/// <summary>Whether a failed try gets another, and when. Jitter comes from the job's seed and the item, so that a run can be repeated.</summary>
internal sealed class RetryRule(int retries, RetryDelay delay, Func<Exception, bool>? when, int seed)
{
    public bool TryNext(ItemFailure failure, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        // An item that kills processes has had its tries.
        if (failure.Death is not null || failure.Attempts > retries || !IsWorthIt(failure)) return false;
        wait = delay.After(failure.Attempts, new ItemRandom(seed ^ failure.Attempts, failure.Index).NextDouble());
        return true;
    }

    /// <summary>A predicate that throws means no: the failure that it was asked about is the one to tell.</summary>
    private bool IsWorthIt(ItemFailure failure)
    {
        try
        {
            return when is null || when(failure.Original ?? failure.ToException());
        }
        catch (Exception)
        {
            return false;
        }
    }
}
