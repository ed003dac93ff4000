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
        _timer ??= time.CreateUnset(_ => actor.Tell(message, ActorRefs.NoSender), null);
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
