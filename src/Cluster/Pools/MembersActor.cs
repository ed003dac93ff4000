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
internal sealed class MembersActor : UntypedActor
{
    private readonly ClusterState _cluster;
    private readonly IActorRef _pool;
    private readonly TimeSpan _patience;
    private readonly Alarm _look;
    private readonly Dictionary<Address, IActorRef> _links = [];
    private readonly Dictionary<JobId, TimeSpan> _stranded = [];
    private TimeSpan _since;

    private MembersActor(ClusterState cluster, IActorRef pool, TimeSpan patience)
    {
        (_cluster, _pool, _patience) = (cluster, pool, patience);
        _look = new Alarm(cluster.Time, Self, LookDue.Instance);
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
        Context.System.EventStream.Unsubscribe(Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case NodeCame came: Came(came.Address); break;
            case NodeWent went: Went(went.Address); break;
            case DisassociatedEvent broken: Broken(broken.RemoteAddress); break;
            case LookDue: Look(); break;
            default: Unhandled(message); break;
        }
    }

    private void Came(Address address)
    {
        if (_links.ContainsKey(address)) return;
        var node = Context.ActorSelection(new RootActorPath(address) / "user" / NodeActor.Name);
        _links[address] = Context.ActorOf(LinkActor.Props(_cluster, _pool, node, $"{address.Host}:{address.Port}"));
    }

    private void Went(Address address)
    {
        if (!_links.Remove(address, out var link)) return;
        link.Tell(new NodeGone("it has left"), Self);
        Context.Stop(link);
    }

    /// <summary>A process that dies breaks its connection at once; the cluster would notice seconds later.</summary>
    private void Broken(Address address)
    {
        if (_links.TryGetValue(address, out var link)) link.Tell(new NodeGone("its connection broke"), Self);
    }

    /// <summary>Maps wait for a node for a while, then fail rather than hang.</summary>
    private void Look()
    {
        var now = _cluster.Time.Now();
        LookForStranded(now);
        if (!_cluster.Links.IsEmpty) _since = now;
        if (now - _since < _patience) return;
        _since = now;
        var refused = string.Concat(_cluster.Refusals.Select(refusal => $" {refusal}."));
        _pool.Tell(new NobodyCame(new PoolUnavailableException($"There has been no worker for {_patience.TotalSeconds:0.#} s, so the map can't go on.{refused} Start a node, and the map again.")), Self);
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
