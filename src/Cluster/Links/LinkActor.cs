using ActorMap.Chunks;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Sessions;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Threading;
using ActorMap.Time;
using ActorMap.Workers;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Cluster.Links;

/// <summary>
/// Stands for a node in the process that runs the jobs: routers deal to it as to a worker. It greets the node, keeps in touch, and when the node falls silent it
/// gives everything back at once and greets anew: a node that comes back is a new worker.
/// </summary>
internal sealed partial class LinkActor : UntypedActor
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    // In milliseconds, of items and results whose codec takes its time.
    private const long LongTurn = 500;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<JobId, LinkJob> _jobs = [];
    private readonly ClusterState _cluster;
    private readonly IActorRef _pool;
    private readonly ICanTell _node;
    private readonly string _name;
    private readonly Quarantine? _quarantine;
    private readonly IOwnProcess? _process;
    private readonly Silence _silence;
    private readonly Alarm _beat;
    private readonly Alarm _share;
    private readonly Alarm _overdue;
    private Guid _session;
    private Link? _link;
    private long _turned;
    private bool _joined;
    private string? _refusal;

    private LinkActor(ClusterState cluster, IActorRef pool, ICanTell node, string name, Quarantine? quarantine, IOwnProcess? process)
    {
        (_cluster, _pool, _node, _name, _quarantine, _process) = (cluster, pool, node, name, quarantine, process);
        _silence = new Silence(BeatEvery, cluster.Time.Now());
        _beat = new Alarm(cluster.Time, Self, BeatDue.Instance);
        _share = new Alarm(cluster.Time, Self, ShareDue.Instance);
        _overdue = new Alarm(cluster.Time, Self, OverdueDue.Instance);
    }

    /// <param name="cluster">What the links of a pool share.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="node">Its door.</param>
    /// <param name="name">What it is called until it says so itself.</param>
    /// <param name="quarantine">Suspects of the process before this one; null where nobody would know how the node's process died.</param>
    /// <param name="process">The node's process, where it is one of the pool's.</param>
    public static Props Props(ClusterState cluster, IActorRef pool, ICanTell node, string name, Quarantine? quarantine = null, IOwnProcess? process = null) =>
        ActorFactory<LinkActor>.Props(() => new LinkActor(cluster, pool, node, name, quarantine, process));

    protected override void PreStart()
    {
        _beat.Set(BeatEvery, BeatEvery);
        Greet();
    }

    protected override void PostStop()
    {
        _beat.Dispose();
        _share.Dispose();
        _overdue.Dispose();
        _link?.Send(new Farewell(_session));
        Lose(null);
        Judge(null);
    }

    /// <summary>Waits for the node to answer: whatever routers still deal is given back.</summary>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Welcome welcome when welcome.Session == _session: Begin(welcome); break;
            case Refused refused when refused.Session == _session: Refuse(refused.Reason); break;
            case ProcessChunk process: LinkedChunk.GiveBack((Chunk)process.Chunk, process.Job, Sender, Self); break;
            case ReleaseJob release: Sender.Tell(new JobReleased(release.Job, -1, null), Self); break;
            case BeatDue: GreetAgain(); break;
            case NodeGone gone: Judge(gone.Death); break;
            case IJoining or IServing or IMoving: Hear(); break; // Of whatever session: it lives.
            case BlobCarried or JobCancelled or ReturnUnstarted or ShareDue or OverdueDue: break;
            default: Unhandled(message); break;
        }
    }

    /// <summary>The node is there: jobs run on it.</summary>
    private void Serving(object message)
    {
        var began = Environment.TickCount64;
        switch (message)
        {
            case ProcessChunk process: Accept(process); break;
            case ReleaseJob release: Release(release); break;
            case ReturnUnstarted share: Share(share); break;
            case JobCancelled cancelled: Find(cancelled.Job)?.Cancel(); break;
            case IServing serving when serving.Session == _session: Hear(); OnServing(serving); break;
            case IMoving moving when moving.Session == _session: Hear(); _link!.Blobs.OnMoving(moving); break;
            case BlobCarried carried when carried.Session == _session: _link!.Blobs.OnCarried(carried); break;
            case NodeStatus status when status.Session == _session: Hear(); Reconcile(status); break;
            case Beat beat when beat.Session == _session: HearBusy(); break;
            case NodeLeaving leaving when leaving.Session == _session: Depart(); break;
            case BeatDue: Beat(); break;
            case ShareDue: ShareNow(); break;
            case OverdueDue: EndOverdue(); break;
            case NodeGone gone: Lose(_link!.IsLeaving && gone.Death is null ? null : gone.Reason, gone.Death); break;
            case IServing or IMoving or IJoining or BlobCarried: break;
            default: Unhandled(message); break;
        }

        if (!_joined && _link is not null) Isolate();

        // The thread that brings an own process's words runs this: whom it did not listen to meanwhile, in one turn or in many, was not silent.
        if (_link is not null && (_turned += Environment.TickCount64 - began) > LongTurn) Hear();
    }

    private void Greet()
    {
        _session = Guid.NewGuid();
        _node.Tell(new Hello(_session, _cluster.Pool, Protocol.Version, Protocol.Codec, Protocol.Framework), Self);
    }

    private void Begin(Welcome welcome)
    {
        var (self, node, session, number) = (Self, Sender, _session, _cluster.NextNumber());
        _refusal = null;
        var road = _cluster.Carrier is { } carrier ? new BlobRoad(carrier, message => self.Tell(message, self), _cluster.Spreads) : null;
        var blobs = new BlobMover(session, message => node.Tell(message, self), _cluster.Blobs, _cluster.Time, _process?.Memory, road, isSentAtOnce: node is ISendsAtOnce);
        _link = new Link(session, number, welcome, node, Self, blobs) { Budget = _cluster.ItemsPerNode };
        Hear();
        Judge(null);
        _joined = false;
        Become(Serving);
        Isolate();

        // Whoever waits for it asks the pool next.
        _cluster.Joined(number, welcome);
    }

    private void Join()
    {
        _joined = true;
        var (number, welcome) = (_link!.Number, _link.Welcome);
        _pool.Tell(new WorkerJoined(new WorkerHandle(new WorkerInfo(number, welcome.Node), Self) { IsNode = true, Size = welcome.Workers }), Self);
        ClusterLog.NodeJoined(_log, welcome.Node, welcome.Workers);
    }

    /// <summary>Said once: the node is asked each second, and its answer may change with its configuration.</summary>
    private void Refuse(string reason)
    {
        if (_refusal != reason) ClusterLog.NodeRefused(_log, _name, reason);
        _refusal = reason;
        _cluster.Refused(_name, reason);
    }

    private void Reconcile(NodeStatus status)
    {
        foreach (var at in status.Jobs)
        {
            if (Find(at.Job) is { } job) job.Reconcile(at);
            else ForgetAgain(at.Job);
        }
    }

    /// <summary>The node finishes what it runs, returns the rest, and is dealt nothing more. It may say so more than once.</summary>
    private void Depart()
    {
        if (_link!.IsLeaving) return;
        _link.IsLeaving = true;
        foreach (var job in _jobs.Values) job.Depart();
    }

    private void Beat()
    {
        var now = _cluster.Time.Now();
        var counts = _silence.Beat(now);
        if (_silence.IsLong(now))
        {
            LoseSilent();
            return;
        }

        _link!.Send(new Beat(_session));
        _link.Blobs.Tick();

        // The node counts by itself: where it has not run all that it was sent, as of a map that was halted, it is to come to its end item by item.
        if (_link.Budget <= 0 && _jobs.Values.All(job => job.IsIdle)) _link.Budget = 1;
        if (_joined) _quarantine?.GiveBack();

        // After a standstill no job had the time to be heard, either. A new session takes the job there again.
        if (!counts || _jobs.Values.Where(job => !job.Beat()).ToArray() is not { Length: > 0 } lost) return;
        foreach (var job in lost) job.Lost();
        Lose("it has lost a job");
    }

    private void Hear()
    {
        _turned = 0;
        _silence.Hear(_cluster.Time.Now());
    }

    /// <param name="why">Why the node is gone; null where that was to be.</param>
    /// <param name="death">How its process died; null where it did not, or nobody is to blame.</param>
    /// <param name="isSilent">Whether it may not be dead at all, and is only silent.</param>
    private void Lose(string? why, Death? death = null, bool isSilent = false)
    {
        if (_link is null) return;
        if (why is null) ClusterLog.NodeLeft(_log, _link.Node);
        else ClusterLog.NodeLost(_log, _link.Node, why);
        if (why is not null && _quarantine is null && _jobs.Values.Any(job => !job.IsIdle)) _cluster.Lost(_link.Node);
        foreach (var job in _jobs.Values)
        {
            if (_quarantine is null || death is null) job.GiveBack(_quarantine);
            else if (isSilent) job.GiveBack(death, _held, _quarantine);
            else job.GiveBack(death, _quarantine);
            job.Dispose();
        }

        _jobs.Clear();
        _link.Blobs.WithdrawAll();
        _cluster.Links.TryRemove(_link.Number, out _);
        _pool.Tell(new WorkerLost(_link.Number), Self);
        _link = null;
        _session = Guid.Empty;
        Become(OnReceive);
    }
}
