using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Sessions;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using ActorMap.Threading;
using ActorMap.Time;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Cluster.Nodes;

/// <summary>A node's side of a session: opens the pool's jobs, passes on what is for them, and when the pool falls silent forgets all of it.</summary>
internal sealed class SessionActor : UntypedActor
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);

    // The failure detector's time: a program that is gone for so long does not come back for its results.
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(15);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<JobId, SessionJob> _jobs = [];
    private readonly NodeServices _services;
    private readonly Guid _session;
    private readonly IActorRef _link;
    private readonly NodeLink _out;
    private readonly Pulse _pulse;
    private TimeSpan _heard;
    private bool _draining;

    private SessionActor(NodeServices services, Guid session, IActorRef link)
    {
        (_services, _session, _link) = (services, session, link);
        var self = Self;
        var road = services.Carrier is { } carrier ? new BlobRoad(carrier, message => self.Tell(message, self)) : null;
        _out = new NodeLink(new BlobMover(session, message => link.Tell(message, self), services.Blobs, services.Time, services.Memory, road, isSentAtOnce: link is ISendsAtOnce), link, self);
        _pulse = new Pulse(services.Time, TickEvery, due: () => self.Tell(TickDue.Instance, ActorRefs.NoSender), busy: () => _out.Send(new Beat(session)));
        Hear();
    }

    public static Props Props(NodeServices services, Guid session, IActorRef link) =>
        ActorFactory<SessionActor>.Props(() => new SessionActor(services, session, link));

    protected override void PreStart()
    {
        Context.Watch(_link);
        _link.Tell(new Welcome(_session, _services.Name, _services.Pool.Workers, _services.AllowCode, [.. _services.Functions.Names]), Self);
    }

    protected override void PostStop()
    {
        _pulse.Dispose();
        foreach (var job in _jobs.Values)
        {
            job.Opening?.Drop();
            _services.Pool.Cancel(job.Local, null);
        }

        _out.Blobs.WithdrawAll();
    }

    /// <summary>What goes wrong with a job here ends that job, and not the session: the next one would come to the same.</summary>
    protected override void OnReceive(object message)
    {
        try
        {
            Handle(message);
        }
        catch (Exception error) when (!UsedUp.Ends(error) && JobOf(message) is { } job)
        {
            Refuse(job, error);
        }
    }

    private void Handle(object message)
    {
        switch (message)
        {
            case OpenJob open when open.Session == _session: Open(open); Hear(); break;
            case RunParcel parcel when parcel.Session == _session: Run(parcel); Hear(); break;
            case IServing serving when serving.Session == _session: Pass(serving); Hear(); break;
            case IMoving moving when moving.Session == _session: _out.Blobs.OnMoving(moving); Hear(); break;
            case BlobCarried carried when carried.Session == _session: _out.Blobs.OnCarried(carried); break;
            case Beat beat when beat.Session == _session: Hear(); break;
            case TickDue: Tick(); break;
            case DrainNode: Drain(); break;
            case NodeJobMade made: Made(made); break;
            case NodeJobBegun begun: Begun(begun); break;
            case NodeJobEnded ended: Ended(ended.Job); break;
            case StatusSaid said when _jobs.TryGetValue(said.Job, out var job): job.IsAsked = false; break;
            case StatusSaid: break;
            case NodeJobDrained drained: Drained(drained.Job); break;
            case Farewell farewell when farewell.Session == _session: Context.Stop(Self); break;
            case Terminated: Context.Stop(Self); break;
            case IJoining or IServing or IMoving or BlobCarried: break;
            default: Unhandled(message); break;
        }
    }

    /// <summary>Asked again, the answer was lost.</summary>
    private void Open(OpenJob open)
    {
        if (_jobs.TryGetValue(open.Job, out var job))
        {
            if (job.Refusal is { } refusal) _out.Send(refusal);
            else if (job.Actor is not null) _out.Send(new JobOpened(_session, open.Job));
            return;
        }

        _jobs.Add(open.Job, job = new SessionJob(_services.Pool.NextJob()));
        job.Opening = new JobOpening(open, job.Local, _services, _out, Self);
        job.Opening.Begin(error => Refuse(open.Job, error), Made);
    }

    /// <summary>Of one that was forgotten meanwhile nothing is left.</summary>
    private void Made(NodeJobMade made)
    {
        if (!_jobs.TryGetValue(made.Opening.Job, out var job) || job.Opening != made.Opening) return;
        job.Opening = null;
        if (made.Error is { } error) Refuse(made.Opening.Job, error);
        else made.Opening.Start();
    }

    /// <summary>A job that was forgotten before it had begun ends as it begins.</summary>
    private void Begun(NodeJobBegun begun)
    {
        if (!_jobs.TryGetValue(begun.Job, out var job) || job.Local != begun.Local)
        {
            _services.Pool.Cancel(begun.Local, null);
            return;
        }

        job.Actor = Sender;
        if (_draining) Sender.Tell(new NodeLeaving(_session), Self);
        while (job.Early.TryDequeue(out var parcel)) Run(parcel);
    }

    private void Refuse(JobId job, Exception error)
    {
        ClusterLog.JobRefused(_log, job, error);
        var kind = error is FunctionLoadException ? BreakKind.Function : BreakKind.Defect;
        var refusal = new JobBroken(_session, job, kind, -1, error.GetType().FullName!, Failures.MessageOf(error));
        if (_jobs.TryGetValue(job, out var refused)) refused.Refusal = refusal;
        _out.Send(refusal);
    }

    /// <summary>Whoever sends a parcel to a node that leaves has not heard that it does: told again, it stops, and does not send for ever what comes straight back.</summary>
    private void Run(RunParcel parcel)
    {
        if (_draining) _out.Send(new NodeLeaving(_session));
        if (!_jobs.TryGetValue(parcel.Job, out var opened)) return;
        if (opened.Actor is not { } job)
        {
            opened.Early.Enqueue(parcel);
            return;
        }

        if (parcel.Items.IsInline) job.Tell(parcel, Self);
        else Fetch(parcel, job);
    }

    private void Fetch(RunParcel parcel, IActorRef job) =>
        _out.Blobs.Open(parcel.Items, items => job.Tell(parcel with { Items = new Payload(items, null) }, Self), error => job.Tell(new ParcelLost(parcel, error), Self), job: parcel.Job);

    private void Pass(IServing message)
    {
        if (_jobs.GetValueOrDefault(message.Job)?.Actor is { } job) job.Forward(message);
        else if (message is ForgetJob)
        {
            if (_jobs.Remove(message.Job, out var forgotten)) forgotten.Opening?.Drop();
            _out.Blobs.Withdraw(message.Job);
            _out.Send(new JobForgotten(_session, message.Job, null));
        }
    }

    private void Tick()
    {
        _pulse.Heard();
        if (_services.Time.Now() - _heard > SilentAfter)
        {
            ClusterLog.PoolLost(_log, _link.Path.Address, SilentAfter);
            Context.Stop(Self);
            return;
        }

        _out.Send(new NodeStatus(_session, _services.Pool.Workers, []));
        _out.Blobs.Tick();
        foreach (var job in _jobs.Values) AskStatus(job);
    }

    private void AskStatus(SessionJob job)
    {
        if (job.IsAsked) _out.Send(new Beat(_session));
        else job.Actor?.Tell(StatusDue.Instance, Self);
        job.IsAsked = job.Actor is not null;
    }

    private void Drain()
    {
        _draining = true;
        var leaving = new NodeLeaving(_session);
        _out.Send(leaving);
        foreach (var job in _jobs.Values) job.Actor?.Tell(leaving, Self);
        StopIfDrained();
    }

    private void Ended(JobId job)
    {
        // The other side may have begun it anew meanwhile.
        if (_jobs.GetValueOrDefault(job)?.Actor?.Equals(Sender) != true) return;
        _jobs.Remove(job);
        _out.Blobs.Withdraw(job);
        StopIfDrained();
    }

    private void Drained(JobId job)
    {
        if (_jobs.TryGetValue(job, out var drained)) drained.IsDrained = true;
        StopIfDrained();
    }

    private void StopIfDrained()
    {
        if (_draining && _jobs.Values.All(job => job.Actor is null || job.IsDrained)) Context.Stop(Self);
    }

    private static JobId? JobOf(object message) => message switch
    {
        IServing serving => serving.Job,
        NodeJobMade made => made.Opening.Job,
        NodeJobBegun begun => begun.Job,
        _ => null,
    };

    private void Hear() => _heard = _services.Time.Now();
}
