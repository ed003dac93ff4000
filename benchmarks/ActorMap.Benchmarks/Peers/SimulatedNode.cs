using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Benchmarks.Peers;

/// <summary>A node with one worker as a pool's link sees it.</summary>
internal sealed class SimulatedNode(string name, TimeSpan parcel, DueAnswers answers) : UntypedActor
{
    private readonly List<RunParcel> _held = [];
    private Guid _session;
    private JobId _job;
    private long _lastParcel;
    private long _lastOutcome;
    private TimeSpan _free;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Hello hello:
                _session = hello.Session;
                Sender.Tell(new Welcome(_session, name, 1, true, []), Self);
                break;
            case OpenJob open:
                (_job, _lastParcel, _lastOutcome) = (open.Job, 0, 0);
                Sender.Tell(new JobOpened(_session, open.Job), Self);
                break;
            case RunParcel run:
                Run(run);
                break;
            case Due due:
                _held.Remove(due.Parcel);
                due.Link.Tell(new ParcelDone(_session, due.Parcel.Job, ++_lastOutcome, due.Parcel.Range, 0, parcel, due.Parcel.Items, default), Self);
                break;
            case Beat:
                Sender.Tell(new NodeStatus(_session, 1, _lastParcel == 0 ? [] : [new JobStatus(_job, _lastParcel, _lastOutcome, [.. _held.Select(run => run.Range)])]), Self);
                break;
            case ForgetJob forget:
                _lastParcel = 0;
                Sender.Tell(new JobForgotten(_session, forget.Job, null), Self);
                break;
        }
    }

    /// <summary>One after the other, as a worker would.</summary>
    private void Run(RunParcel run)
    {
        _lastParcel = run.Number;
        _held.Add(run);
        var now = DueAnswers.Now;
        _free = (_free > now ? _free : now) + parcel;
        answers.Add(_free, Self, new Due(run, Sender));
    }

    private sealed record Due(RunParcel Parcel, IActorRef Link);
}
