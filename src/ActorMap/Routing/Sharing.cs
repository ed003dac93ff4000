using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>
/// Where a worker has nothing at all to do, nodes are asked to give back what they have not started. Each of a thousand nodes would be asked at each of thousands of
/// messages a second: they are asked seldom, as they remember that they were, and look themselves.
/// </summary>
internal sealed class Sharing(Work work, Roster roster, IActorRef router) : IDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    // The router deals when it rings, and asks again where it still has somebody with nothing to do.
    private readonly Alarm _alarm = new(work.Time, router, new RetryDue(work.Job));
    private TimeSpan _asked = TimeSpan.MinValue / 2;

    public void AskNodes()
    {
        if (work.Cargo is null) return;

        // The time first: at each message it is too early, and who is idle is not to be counted each time.
        var now = work.Time.Now();
        if (now - _asked < AskEvery)
        {
            _alarm.Set(_asked + AskEvery - now);
            return;
        }

        if (!roster.IsAnyoneIdle()) return;
        _asked = now;
        roster.AskNodes(new ReturnUnstarted(work.Job), router);
    }

    public void Dispose() => _alarm.Dispose();
}
