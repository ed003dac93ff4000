using ActorMap.Cluster.Links;
using ActorMap.Cluster.Nodes;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Threading;
using ActorMap.Time;
using Akka.Actor;
using Akka.Remote;

namespace ActorMap.Cluster.Pools;

/// <summary>Keeps a link to each node that is there: nodes come and go by the cluster's word, or by that of who starts processes.</summary>
internal sealed partial class MembersActor : UntypedActor
{
    private const string ConnectionBroke = "its connection broke";

    // An end and a break of one process are milliseconds apart, but a busy machine may tell of either much later.
    private static readonly TimeSpan PartingTime = TimeSpan.FromSeconds(3);

    private readonly ClusterState _cluster;
    private readonly IActorRef _pool;
    private readonly TimeSpan _patience;
    private readonly Alarm _look;
    private readonly Dictionary<Address, IActorRef> _links = [];
    private readonly Dictionary<JobId, TimeSpan> _stranded = [];
    private readonly Dictionary<Address, (IActorRef Link, Death Death, TimeSpan Since)> _parting = [];
    private readonly HashSet<Address> _broken = [];
    private readonly HashSet<Address> _processes = [];
    private readonly Alarm _part;
    private readonly Alarm _ask;
    private TimeSpan _since;

    private MembersActor(ClusterState cluster, IActorRef pool, TimeSpan patience)
    {
        (_cluster, _pool, _patience) = (cluster, pool, patience);
        _look = new Alarm(cluster.Time, Self, LookDue.Instance);
        _part = new Alarm(cluster.Time, Self, PartingDue.Instance);
        _ask = new Alarm(cluster.Time, Self, AskDue.Instance);
    }

    public static Props Props(ClusterState cluster, IActorRef pool, TimeSpan patience) =>
        ActorFactory<MembersActor>.Props(() => new MembersActor(cluster, pool, patience));

    /// <summary>A link that fails on a defect of ours is made anew, and greets anew.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        _since = _cluster.Time.Now();
        _look.Set(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    protected override void PostStop()
    {
        _look.Dispose();
        _part.Dispose();
        _ask.Dispose();
        Context.System.EventStream.Unsubscribe(Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case NodeCame came: Came(came); break;
            case NodeWent went: Went(went); break;
            case EndTold told: Told(told); break;
            case AskDue: AskAgain(); break;
            case PartingDue: Part(_cluster.Time.Now() - PartingTime); break;
            case LineBroke broken: Broken(broken.Address); break;
            case DisassociatedEvent broken: Broken(broken.RemoteAddress); break;
            case LookDue: Look(); break;
            default: Unhandled(message); break;
        }
    }

    private void Came(NodeCame came)
    {
        var address = came.Address;
        if (_links.ContainsKey(address)) return;

        // It may take the place of one whose suspects are its to run.
        foreach (var gone in _parting.Keys.ToArray()) Broken(gone);
        ICanTell node = came.Line is { } line ? line : Context.ActorSelection(new RootActorPath(address) / "user" / NodeActor.Name);
        var quarantine = came.Place is { } place ? Take(address, place) : came.Quarantine;
        var props = LinkActor.Props(_cluster, _pool, node, NameOf(address), quarantine, came.Process);
        var link = _links[address] = Context.ActorOf(came.Line is null ? props : props.WithDispatcher(DispatcherIds.Coordination));
        came.Line?.BeginFor(link);
        if (came.Quarantine is not null) _processes.Add(address);
    }

    /// <summary>What a process said before it died is still read from its connection: its end is waited for, or what has run would run again.</summary>
    private void Went(NodeWent went)
    {
        if (_links.ContainsKey(went.Address) && _kept.ContainsKey(went.Address))
        {
            Inquire(went.Address, isGone: true);
            return;
        }

        if (!_links.Remove(went.Address, out var link)) return;
        _processes.Remove(went.Address);
        var isBroken = _broken.Remove(went.Address);
        if (went.Death is null || isBroken) Part(link, went.Death);
        else
        {
            _parting[went.Address] = (link, went.Death, _cluster.Time.Now());
            _part.Set(PartingTime);
        }
    }

    /// <summary>
    /// A process that dies breaks its connection at once; the cluster would notice seconds later. Of the pool's own processes it is waited for how they ended, however long
    /// that takes: dealt before, an item that killed one would kill the next, and nobody would know. One that lives is heard again, or its link finds it silent.
    /// </summary>
    private void Broken(Address address)
    {
        if (_parting.Remove(address, out var parting)) Part(parting.Link, parting.Death);
        else if (_processes.Contains(address)) _broken.Add(address);
        else if (_kept.ContainsKey(address)) Inquire(address, isGone: false);
        else if (_links.TryGetValue(address, out var link)) link.Tell(new NodeGone(ConnectionBroke), Self);
        else KeeperBroke(address);
    }

    private void Part(IActorRef link, Death? death)
    {
        if (death is null)
        {
            Context.Stop(link);
            return;
        }

        // Not Stop, which would overtake what it is told.
        link.Tell(new NodeGone($"its process died: {death.How}", death), Self);
        link.Tell(PoisonPill.Instance, Self);
    }

    /// <summary>What has been waited for since then or longer is waited for no more.</summary>
    private void Part(TimeSpan since)
    {
        foreach (var (address, (link, death, _)) in _parting.Where(entry => entry.Value.Since <= since).ToArray())
        {
            _parting.Remove(address);
            Part(link, death);
        }

        if (_parting.Count > 0) _part.Set(PartingTime);
    }

    /// <summary>Maps wait for a node for a while, then fail rather than hang.</summary>
    private void Look()
    {
        var now = _cluster.Time.Now();
        LookForStranded(now);
        LookForVacancies(now);
        if (!_cluster.Links.IsEmpty) _since = now;
        if (now - _since < _patience) return;
        _since = now;
        var refused = string.Concat(_cluster.Refusals.Select(refusal => $" {refusal}."));
        var lost = string.Join(", ", _cluster.LostAtWork);
        var cure = lost.Length > 0
            ? $" The last that were there ({lost}) were lost while they ran items: one of those may end its node's process. Start nodes as actormap node --isolate, where such an item is one failure, and the map again."
            : " Start a node, and the map again.";
        _pool.Tell(new NobodyCame(new PoolUnavailableException($"There has been no worker for {_patience.TotalSeconds:0.#} s, so the map can't go on.{refused}{cure}")), Self);
    }

    /// <summary>A map whose last node is gone, while others are there that do not take it, waits as long.</summary>
    private void LookForStranded(TimeSpan now)
    {
        var stranded = _cluster.Stranded().ToArray();
        foreach (var job in _stranded.Keys.Except(stranded.Select(one => one.Job)).ToArray()) _stranded.Remove(job);
        foreach (var (job, why) in stranded)
        {
            if (!_stranded.TryAdd(job, now) && now - _stranded[job] >= _patience)
                _pool.Tell(new CancelJob(job, new FunctionLoadException($"{why} (No other node has been there for {_patience.TotalSeconds:0.#} s.)")), Self);
        }
    }
}
