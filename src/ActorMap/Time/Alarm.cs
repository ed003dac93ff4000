using Akka.Actor;

namespace ActorMap.Time;

/// <summary>Sends an actor a message at a time, on the clock that the pool was given.</summary>
internal sealed class Alarm(TimeProvider time, IActorRef actor, object message) : IDisposable
{
    private ITimer? _timer;

    /// <summary>Whether it is set to ring.</summary>
    public bool IsSet { get; private set; }

    public void Set(TimeSpan due, TimeSpan? period = null)
    {
        // The callback must not carry whatever the code that first set it had in its context.
        if (_timer is null)
        {
            using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow()) _timer = time.CreateTimer(_ => actor.Tell(message, ActorRefs.NoSender), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        IsSet = true;
        _timer.Change(due < TimeSpan.Zero ? TimeSpan.Zero : due, period ?? Timeout.InfiniteTimeSpan);
    }

    public void Clear()
    {
        if (!IsSet) return;
        IsSet = false;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();
}
