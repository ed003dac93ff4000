using ActorMap.Cluster.Blobs;
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
    private readonly Dictionary<JobId, IActorRef?> _jobs = [];
    private readonly NodeServices _services;
    private readonly Guid _session;
    private readonly IActorRef _link;
    private readonly NodeLink _out;
    private readonly Alarm _tick;
    private TimeSpan _heard;
    private bool _draining;

    private SessionActor(NodeServices services, Guid session, IActorRef link)
    {
        (_services, _session, _link) = (services, session, link);
        var self = Self;
        _out = new NodeLink(new BlobMover(session, message => link.Tell(message, self), services.Blobs, services.Time), link, self);
        _tick = new Alarm(services.Time, Self, TickDue.Instance);
        Hear();
    }

    public static Props Props(NodeServices services, Guid session, IActorRef link) =>
        ActorFactory<SessionActor>.Props(() => new SessionActor(services, session, link));

    protected override void PreStart()
    {
        Context.Watch(_link);
        _tick.Set(TickEvery, TickEvery);
        _link.Tell(new Welcome(_session, _services.Name, _services.Pool.Workers, _services.AllowCode, [.. _services.Functions.Names]), Self);
    }

    protected override void PostStop()
    {
        _tick.Dispose();
        _out.Blobs.WithdrawAll();
        foreach (var job in _jobs.Keys) _services.Pool.Cancel(job, null);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case OpenJob open when open.Session == _session: Hear(); Open(open); break;
            case RunPiece piece when piece.Session == _session: Hear(); Run(piece); break;
            case IServing serving when serving.Session == _session: Hear(); Pass(serving); break;
            case IMoving moving when moving.Session == _session: Hear(); _out.Blobs.OnMoving(moving); break;
            case Beat beat when beat.Session == _session: Hear(); break;
            case TickDue: Tick(); break;
            case DrainNode: Drain(); break;
            case NodeJobBegun begun: Begun(begun.Job); break;
            case NodeJobEnded ended: Ended(ended.Job); break;
            case NodeJobDrained drained: Ended(drained.Job); break;
            case Farewell farewell when farewell.Session == _session: Context.Stop(Self); break;
            case Terminated: Context.Stop(Self); break;
            case IJoining or IServing or IMoving: break;
            default: Unhandled(message); break;
        }
    }

    private void Open(OpenJob open)
    {
        if (_jobs.ContainsKey(open.Job)) return;
        _jobs[open.Job] = null;
        new JobOpening(open, _services, _out, Self).Begin(error => Refuse(open.Job, error));
    }

    /// <summary>A job that was forgotten before it had begun ends as it begins.</summary>
    private void Begun(JobId job)
    {
        if (_jobs.ContainsKey(job)) _jobs[job] = Sender;
        else _services.Pool.Cancel(job, null);
    }

    private void Refuse(JobId job, Exception error)
    {
        ClusterLog.JobRefused(_log, job, error);
        var kind = error is FunctionLoadException ? BreakKind.Function : BreakKind.Defect;
        _out.Send(new JobBroken(_session, job, kind, -1, error.GetType().FullName!, Failures.MessageOf(error)));
    }

    private void Run(RunPiece piece)
    {
        if (_jobs.GetValueOrDefault(piece.Job) is not { } job) return;
        _out.Blobs.Open(piece.Items, items => job.Tell(piece with { Items = new Payload(items, null) }, Self), error => Refuse(piece.Job, error));
    }

    private void Pass(IServing message)
    {
        if (_jobs.GetValueOrDefault(message.Job) is { } job) job.Forward(message);
        else if (message is ForgetJob)
        {
            _jobs.Remove(message.Job);
            _out.Send(new JobForgotten(_session, message.Job, null));
        }
    }

    private void Tick()
    {
        if (_services.Time.Now() - _heard > SilentAfter)
        {
            ClusterLog.PoolLost(_log, _link.Path.Address, SilentAfter);
            Context.Stop(Self);
            return;
        }

        _out.Send(new NodeStatus(_session, _services.Pool.Workers, []));
        _out.Blobs.Tick();
        foreach (var job in _jobs.Values) job?.Tell(StatusDue.Instance, Self);
    }

    private void Drain()
    {
        _draining = true;
        var leaving = new NodeLeaving(_session);
        _out.Send(leaving);
        foreach (var job in _jobs.Values) job?.Tell(leaving, Self);
        StopIfDrained();
    }

    private void Ended(JobId job)
    {
        _jobs.Remove(job);
        _out.Blobs.Withdraw(job);
        StopIfDrained();
    }

    private void StopIfDrained()
    {
        if (_draining && _jobs.Values.All(job => job is null)) Context.Stop(Self);
    }

    private void Hear() => _heard = _services.Time.Now();
}
