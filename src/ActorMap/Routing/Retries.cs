using ActorMap.Dispatch;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Retry;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>Sends failed items that are worth it back to the dealer, and wakes the router when the next of them is due.</summary>
internal sealed class Retries(Work work, Dealer dealer, IActorRef router) : IDisposable
{
    private readonly RetryRule _rule = new(work.Options.Retries, work.Options.RetryDelay, work.Options.RetryWhen, work.Options.Seed);
    private readonly Alarm _alarm = new(work.Time, router, new RetryDue(work.Job));

    /// <summary>Whether the item is tried again; if not, its failure is final.</summary>
    public bool TryAgain(ItemFailure failure, int worker)
    {
        if (!_rule.TryNext(failure, out var wait)) return false;
        dealer.Retry(new WaitingRetry(failure.Index, failure.Attempts + 1, worker), work.Time.Now() + wait);
        return true;
    }

    /// <summary>Wakes the router when somebody may have a retry that nobody could be given.</summary>
    /// <param name="now">The time at which the workers were asked: what has become due since is still to be offered.</param>
    public void SetAlarm(TimeSpan now)
    {
        if (dealer.NextRetry(now) is { } due) _alarm.Set(due - now);
    }

    public void Dispose() => _alarm.Dispose();
}
