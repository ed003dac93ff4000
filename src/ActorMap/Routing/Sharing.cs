using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>
/// Sees to it that nobody is without work while another has more than it comes to, of which the router hears nothing by itself. Nodes are asked to give back what they have
/// not started. Each of a thousand nodes would be asked at each of thousands of messages a second: they are asked seldom, as they remember that they were, and look
/// themselves. Workers of this process are looked at: a chunk may have begun since somebody asked, and a step may have turned out long.
/// </summary>
internal sealed class Sharing(Work work, Roster roster, IActorRef router) : IDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    // A step should take a thousandth of it (Work.StepTime). What takes long is looked at ever less often.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(500);

    // A timer rings by another clock than this looks at.
    private static readonly TimeSpan Inexactness = TimeSpan.FromMilliseconds(2);

    // The router deals when it rings, and asks or looks again where that is still of use.
    private readonly Alarm _alarm = new(work.Time, router, new RetryDue(work.Job));
    private TimeSpan _asked = TimeSpan.MinValue / 2;
    private TimeSpan _wait = FirstLook;
    private TimeSpan _next = TimeSpan.MinValue;

    /// <summary>To be called when the router has dealt what there is.</summary>
    /// <param name="isAnyoneReady">Whether somebody asks for more, and the source has none.</param>
    public void Look(bool isAnyoneReady)
    {
        if (work.Cargo is null) LookAtSteps();
        else if (isAnyoneReady) AskNodes();
    }

    public void Dispose() => _alarm.Dispose();

    private void AskNodes()
    {
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

    private void LookAtSteps()
    {
        var now = work.Time.Now();
        if (now + Inexactness < _next)
        {
            // Something has happened meanwhile, and what was dealt for it may be long.
            if (_next - now > FirstLook) LookAgain(now, _wait = FirstLook);
            return;
        }

        var isWorthIt = false;
        foreach (var chunk in roster.Running.Keys) isWorthIt |= chunk.LeaveLongStep();
        if (isWorthIt) LookAgain(now, _wait);
        else (_next, _wait) = (TimeSpan.MinValue, FirstLook);
    }

    private void LookAgain(TimeSpan now, TimeSpan wait)
    {
        _alarm.Set(wait);
        (_next, _wait) = (now + wait, 2 * wait < LastLook ? 2 * wait : LastLook);
    }
}
