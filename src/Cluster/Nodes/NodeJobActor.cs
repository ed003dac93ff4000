using ActorMap.Chunks;
using ActorMap.Cluster.Links;
using ActorMap.Functions;
using ActorMap.Jobs;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Threading;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Cluster.Nodes;

/// <summary>
/// A node's part of a job that runs in another process: the router of a pool deals the pieces that come to the node's own workers, and what becomes of them goes
/// back. Retries, order and the end are the job's own affair, at the other end.
/// </summary>
internal sealed class NodeJobActor : UntypedActor
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    private readonly IActorRef _session;
    private readonly Guid _id;
    private readonly NodeWork _work;
    private readonly INodeLink _link;
    private readonly Outbox _outbox;
    private readonly IActorRef _router;
    private readonly Alarm _look;
    private readonly OutcomeNumbers _pieces = new();
    private readonly List<HeldPiece> _held = [];
    private readonly List<IndexRange> _runs = [];
    private bool _leaving;
    private bool _closing;

    private NodeJobActor(IActorRef pool, IActorRef session, Guid id, NodeWork work, INodeLink link)
    {
        (_session, _id, _work, _link) = (session, id, work, link);
        _outbox = new Outbox(id, Job, work, link, work.Work.Time);
        _router = Context.ActorOf(RouterActor.Props(pool).WithDispatcher(DispatcherIds.Coordination), "router");
        _look = new Alarm(work.Work.Time, Self, LookDue.Instance);
    }

    public static Props Props(IActorRef pool, IActorRef session, Guid id, NodeWork work, INodeLink link) =>
        ActorFactory<NodeJobActor>.Props(() => new NodeJobActor(pool, session, id, work, link));

    private JobId Job => _work.Work.Job;

    private Work Work => _work.Work;

    protected override void PostStop()
    {
        _look.Dispose();
        Work.Cancel();
        _work.Dispose();
        _session.Tell(new NodeJobEnded(Job), Self);
        Context.Parent.Tell(new JobEnded(Job), Self);
    }

    /// <summary>An actor of the job that fails is a defect of ours: the job ends with it, and says so.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(error =>
    {
        Self.Tell(new JobFailed(Job, error));
        return Directive.Resume;
    });

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ChunkDone done: Done((Chunk)done.Chunk, done.Range); break;
            case ItemFailed failed: Failed(failed.Failure, (Chunk)failed.Chunk); break;
            case RunPiece piece: Run(piece); break;
            case OutcomesCame came: _outbox.Came(came.UpTo); break;
            case RangeReturned returned: Returned(returned); break;
            case LookDue: Look(); break;
            case StatusDue: Status(); break;
            case ReturnPieces: _router.Tell(new ReturnUnstarted(Job), Self); break;
            case StopPieces stop: _router.Tell(new StopAt(Job, stop.Bound), Self); break;
            case BeginJob begin: Begin(begin); break;
            case WorkerLost or WorkerFreed or WorkerJoined: _router.Tell(message, Self); break;
            case JobFailed failed: Break(failed.Error); break;
            case NodeLeaving: Depart(); break;
            case ForgetJob forget: Close(forget.Hurried); break;
            case CancelJob: Close(hurried: true); break;
            case JobClosed closed: Closed(closed); break;
            case SourceEnded or ProgressMade: break;
            default: Unhandled(message); break;
        }
    }

    private void Begin(BeginJob begin)
    {
        Work.Aggregator = Self;
        _router.Tell(new BeginDealing(Work, begin.Workers), Self);
        _look.Set(LookEvery, LookEvery);
        _session.Tell(new NodeJobBegun(Job), Self);
        _link.Send(new JobOpened(_id, Job));
    }

    /// <summary>Every piece counts once, however often it comes.</summary>
    private void Run(RunPiece piece)
    {
        if (!_pieces.Add(piece.Number) || _closing) return;
        if (_leaving)
        {
            _outbox.Returned(piece.Range, TimeSpan.Zero);
            return;
        }

        try
        {
            _work.Add(piece.Range, piece.Items.Inline);
        }
        catch (Exception error)
        {
            Unreadable(piece, error);
            return;
        }

        _held.Add(new HeldPiece(piece.Range, Work.Time.Now()));
        _work.Tally.Came(piece.Range.Length);
        _router.Tell(new RangeReturned(Job, piece.Range, piece.Attempt), Self);
    }

    /// <summary>Items travel with their neighbours, so the whole piece is lost to the one that can't be read.</summary>
    private void Unreadable(RunPiece piece, Exception error)
    {
        for (var index = piece.Range.Start; index < piece.Range.End; index++)
            _outbox.Failed(Failures.Describe(error, index, piece.Attempt, new WorkerInfo(0, CallScope.Outside.Worker.Node), TimeSpan.Zero));
    }

    private void Done(Chunk chunk, IndexRange range)
    {
        chunk.Succeeded(range, _runs);
        foreach (var run in _runs)
        {
            foreach (var fresh in Answer(run))
            {
                _work.Tally.Done(fresh.Length);
                _outbox.Done(chunk, fresh);
            }
        }

        chunk.LetGo();
    }

    private void Failed(ItemFailure failure, Chunk chunk)
    {
        foreach (var _ in Answer(IndexRange.Single(failure.Index)))
        {
            _work.Tally.Failed(1);
            _outbox.Failed(failure);
        }

        chunk.LetGo();
    }

    /// <summary>The router had no worker for it in time.</summary>
    private void Returned(RangeReturned returned)
    {
        var piece = Find(returned.Range);
        var time = piece is null || _leaving ? TimeSpan.Zero : (Work.Time.Now() - piece.Came) / (piece.Answered + 1);
        foreach (var fresh in Answer(returned.Range))
        {
            _work.Tally.Returned(fresh.Length);
            _outbox.Returned(fresh, time);
        }
    }

    private HeldPiece? Find(IndexRange range) => _held.Find(piece => piece.Range.Contains(range.Start) && !piece.IsAnswered);

    /// <summary>The parts of a range that had no answer yet; none where nobody waits for any.</summary>
    private IndexRange[] Answer(IndexRange range)
    {
        if (_closing || Find(range) is not { } piece) return [];
        IndexRange[] fresh = [.. piece.Answer(range)];
        if (!piece.IsAnswered) return fresh;
        _held.Remove(piece);
        _work.Remove(piece.Range);
        return fresh;
    }

    /// <summary>What is done of chunks that run need not wait for their end.</summary>
    private void Look()
    {
        if (_held.Count > 0) _router.Tell(new OutcomesWanted(Job), Self);
    }

    private void Status()
    {
        _outbox.SayAgain(Work.Time.Now());
        var held = _held.SelectMany(piece => piece.Left()).ToArray();
        _link.Send(new NodeStatus(_id, 0, [new JobStatus(Job, _pieces.UpTo, _outbox.Last, held)]));
    }

    private void Depart()
    {
        _leaving = true;
        _router.Tell(new ReturnUnstarted(Job), Self);
        if (_held.Count == 0 && _outbox.IsEmpty) _session.Tell(new NodeJobDrained(Job), Self);
    }

    private void Break(Exception error)
    {
        var kind = error is ActorMapException { InnerException: not null } ? BreakKind.Preparation : BreakKind.Defect;
        var cause = error.InnerException ?? error;
        _link.Send(new JobBroken(_id, Job, kind, -1, cause.GetType().FullName ?? cause.GetType().Name, Failures.MessageOf(error)));
        Close(hurried: true);
    }

    private void Close(bool hurried)
    {
        if (_closing) return;
        _closing = true;
        if (hurried) Work.Cancel();
        _router.Tell(new CloseJob(Job), Self);
    }

    private void Closed(JobClosed closed)
    {
        _link.Send(new JobForgotten(_id, Job, closed.DisposeError is { } error ? $"{error.GetType().FullName}: {Failures.MessageOf(error)}" : null));
        Context.Stop(Self);
    }
}
