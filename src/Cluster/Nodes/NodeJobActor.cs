using ActorMap.Chunks;
using ActorMap.Cluster.Sessions;
using ActorMap.Cluster.Wire;
using ActorMap.Functions;
using ActorMap.Jobs;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Threading;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Cluster.Nodes;

/// <summary>
/// A node's part of a job that runs in another process: the router of a pool deals the parcels that come to the node's own workers, and what becomes of them goes
/// back. Retries, order and the end are the job's own affair, at the other end.
/// </summary>
internal sealed partial class NodeJobActor : UntypedActor
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100); // Twice a chunk's time.

    private readonly IActorRef _session;
    private readonly Guid _id;
    private readonly NodeWork _work;
    private readonly INodeLink _link;
    private readonly Outbox _outbox;
    private readonly IActorRef _router;
    private readonly Alarm _look;
    private readonly OutcomeNumbers _parcels = new();
    private readonly HeldParcels _held;
    private readonly List<IndexRange> _runs = [];
    private readonly string _node;
    private long _bound = long.MaxValue;
    private bool _leaving;
    private bool _closing;
    private bool _broke;
    private JobForgotten? _farewell;

    private NodeJobActor(IActorRef pool, IActorRef session, string node, Guid id, NodeWork work, INodeLink link)
    {
        (_session, _id, _work, _link, _node) = (session, id, work, link, node);
        _outbox = new Outbox(id, Job, work, link, work.Work.Time);
        _held = new HeldParcels(work);
        _router = Context.ActorOf(RouterActor.Props(pool).WithDispatcher(DispatcherIds.Coordination), "router");
        _look = new Alarm(work.Work.Time, Self, LookDue.Instance);
    }

    public static Props Props(IActorRef pool, IActorRef session, string node, Guid id, NodeWork work, INodeLink link) =>
        ActorFactory<NodeJobActor>.Props(() => new NodeJobActor(pool, session, node, id, work, link));

    private JobId Job => _work.Job;

    private Work Work => _work.Work;

    protected override void PostStop()
    {
        _look.Dispose();
        Work.Cancel();
        _work.Dispose();
        _session.Tell(new NodeJobEnded(Job), Self);
        Context.Parent.Tell(new JobEnded(Work.Job), Self);
        if (_broke && !_closing) SayBroken(BreakKind.Defect, nameof(NodeJobActor), "its part there stopped on a defect of ActorMap");
        if (_farewell is not null) _link.Send(_farewell); // Last: who is told so and asks again must find nobody here.
    }

    /// <summary>An actor of the job that fails is a defect of ours: the job ends with it, and says so.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(error =>
    {
        UsedUp.Ends(error);
        Self.Tell(new JobFailed(Work.Job, error));
        return Directive.Resume;
    });

    /// <summary>What goes wrong here went wrong for ever: the link would send the same again, and it would come to the same.</summary>
    protected override void OnReceive(object message)
    {
        try
        {
            Handle(message);
        }
        catch (Exception error) when (!UsedUp.Ends(error) && !_closing)
        {
            _broke = true;
            Break(error);
        }
    }

    private void Handle(object message)
    {
        switch (message)
        {
            case ChunkDone done: Done((Chunk)done.Chunk, done.Range); break;
            case ItemFailed failed: Failed(failed.Failure, (Chunk)failed.Chunk); break;
            case RunParcel parcel: Run(parcel); break;
            case ParcelLost lost: Lost(lost); break;
            case OutcomesCame came: _outbox.Came(came.UpTo); break;
            case RangeReturned returned: Returned(returned); break;
            case LookDue: Look(); break;
            case StatusDue: Status(); break;
            case ReturnParcels: _router.Tell(new ReturnUnstarted(Work.Job), Self); break;
            case StopParcels stop: StopAt(stop.Bound); break;
            case BeginJob begin: Begin(begin); break;
            case WorkerLost or WorkerFreed or WorkerJoined: _router.Tell(message, Self); break;
            case JobFailed failed when !UsedUp.Ends(failed.Error): Break(failed.Error); break;
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
        _work.Begin();
        _look.Set(LookEvery, LookEvery);
        _router.Tell(new BeginDealing(Work, begin.Workers), Self);
        // First: the session may have a word behind it that the node leaves, and a link that has not heard of the opening gives to others what was sent with it.
        _link.Send(new JobOpened(_id, Job));
        _session.Tell(new NodeJobBegun(Job, Work.Job), Self);
    }

    /// <summary>Every parcel counts once, however often it comes.</summary>
    private void Run(RunParcel parcel)
    {
        if (!_parcels.Add(parcel.Number) || _closing) return;
        if (ParcelBound.Excess(parcel) is { } excess)
        {
            Break(excess);
            return;
        }

        if (_leaving)
        {
            _outbox.Returned(parcel.Range, TimeSpan.Zero);
            return;
        }

        var end = parcel.Range.Start + _work.Add(parcel.Range, parcel.Items.Inline, out var error);
        if (end > parcel.Range.Start)
        {
            var range = parcel.Range with { End = end };
            _held.Add(range, Work.Time.Now());
            _work.Tally.Came(range.Length);
            _router.Tell(new RangeReturned(Work.Job, range, parcel.Attempt), Self);
        }

        if (error is not null) Unreadable(parcel, end, error);
    }

    /// <summary>Items travel with their neighbours: where those begin that come after one that can't be read, nobody knows. They are asked for again.</summary>
    private void Unreadable(RunParcel parcel, long index, Exception error)
    {
        _outbox.Failed(Describe(parcel, index, error));
        _work.Tally.NeverCame(1);
        var rest = parcel.Range with { Start = index + 1 };
        if (!rest.IsEmpty) _outbox.Returned(rest, TimeSpan.Zero);
    }

    private void Lost(ParcelLost lost)
    {
        if (!_parcels.Add(lost.Parcel.Number) || _closing) return;
        if (lost.Parcel.Range.Length > ParcelBound.Free)
        {
            Break(lost.Error);
            return;
        }

        var indexes = Enumerable.Range(0, (int)lost.Parcel.Range.Length).Select(offset => lost.Parcel.Range.Start + offset);
        _work.Tally.NeverCame(lost.Parcel.Range.Length);
        foreach (var failures in WireFailures.Split(indexes.Select(index => Describe(lost.Parcel, index, lost.Error)))) _outbox.Failed(failures);
    }

    private ItemFailure Describe(RunParcel parcel, long index, Exception error) =>
        Failures.Describe(error, index, parcel.Attempt, new WorkerInfo(0, _node), TimeSpan.Zero);

    private void Done(Chunk chunk, IndexRange range)
    {
        chunk.Succeeded(range, _runs);
        foreach (var run in _runs)
        {
            foreach (var fresh in Answer(run))
            {
                _outbox.Done(chunk, fresh);
                _work.Tally.Done(fresh.Length);
            }
        }

        chunk.LetGo();
    }

    private void Failed(ItemFailure failure, Chunk chunk)
    {
        foreach (var _ in Answer(IndexRange.Single(failure.Index)))
        {
            _outbox.Failed(failure);
            _work.Tally.Failed(1);
        }

        chunk.LetGo();
    }

    /// <summary>The router had no worker for it in time.</summary>
    private void Returned(RangeReturned returned)
    {
        var time = _leaving ? TimeSpan.Zero : _held.ItemTime(returned.Range, Work.Time.Now());
        foreach (var fresh in Answer(returned.Range))
        {
            _work.Tally.Returned(fresh.Length);
            _outbox.Returned(fresh, time);
        }
    }

    /// <summary>The parts of a range that had no answer yet; none where nobody waits for any.</summary>
    private List<IndexRange> Answer(IndexRange range) => _closing ? [] : _held.Answer(range);

    /// <summary>What is done of chunks that run need not wait for their end.</summary>
    private void Look()
    {
        if (!_held.IsEmpty) _router.Tell(new OutcomesWanted(Work.Job), Self);
        if (_leaving) GoOnLeaving();
    }

    private void Status()
    {
        _outbox.SayAgain(Work.Time.Now());
        _link.Send(new NodeStatus(_id, 0, [new JobStatus(Job, _parcels.UpTo, _outbox.Last, _held.Left())]));
        _session.Tell(new StatusSaid(Job), Self);
    }
}
