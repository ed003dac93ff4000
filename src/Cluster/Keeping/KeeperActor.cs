using ActorMap.Messages;
using ActorMap.Threading;
using ActorMap.Time;
using Akka.Actor;
using Akka.Cluster;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorMap.Cluster.Keeping;

/// <summary>The door of a keeper: whoever lost one of its processes asks here how it ended. No pool is given a session, as it has no workers.</summary>
internal sealed class KeeperActor : UntypedActor
{
    // A connection breaks some milliseconds before its process is seen to have ended, and on a busy machine more. One that lives for longer has only lost its connection.
    private static readonly TimeSpan EndMayTake = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.25);

    // Whoever lost a process asks at once.
    private const int MostEnds = 1_000;

    private readonly Func<Guid, StatusTold> _status;
    private readonly Action<string> _downed;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _running = [];
    private readonly Dictionary<string, EndTold> _ends = [];
    private readonly Queue<string> _oldest = [];
    private readonly List<(IActorRef Who, AskEnd Ask, TimeSpan Since)> _waiting = [];
    private readonly Alarm _look;

    private KeeperActor(Func<Guid, StatusTold> status, Action<string> downed, TimeProvider time)
    {
        (_status, _downed, _time) = (status, downed, time);
        _look = new Alarm(time, Self, WaitingDue.Instance);
    }

    /// <param name="status">What the keeper says of itself.</param>
    /// <param name="downed">Is told of a process whose node the cluster has taken for dead; it must return at once.</param>
    /// <param name="time">The clock.</param>
    public static Props Props(Func<Guid, StatusTold> status, Action<string> downed, TimeProvider time) => ActorFactory<KeeperActor>.Props(() => new KeeperActor(status, downed, time));

    protected override void PreStart() => AkkaCluster.Get(Context.System).Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberDowned));

    protected override void PostStop()
    {
        _look.Dispose();
        AkkaCluster.Get(Context.System).Unsubscribe(Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ProcessBegan began: Began(began.Node); break;
            case ProcessEnded ended: Ended(ended.Node, ended.End); break;
            case AskEnd ask: Answer(ask); break;
            case AskStatus ask: Sender.Tell(_status(ask.Question), Self); break;
            case WaitingDue: Look(); break;
            case ClusterEvent.MemberDowned down when _running.Contains(NameOf(down.Member.Address)): _downed(NameOf(down.Member.Address)); break;
            case ClusterEvent.IMemberEvent or IJoining or IServing or IMoving or IAsking: break;
            default: Unhandled(message); break;
        }
    }

    private static string NameOf(Address address) => $"{address.Host}:{address.Port}";

    private void Began(string node)
    {
        _running.Add(node);
        _ends.Remove(node);
    }

    private void Ended(string node, EndTold end)
    {
        if (!_running.Remove(node)) return;
        if (!_ends.ContainsKey(node)) _oldest.Enqueue(node);
        _ends[node] = end;
        if (_oldest.Count > MostEnds) _ends.Remove(_oldest.Dequeue());
        foreach (var (who, ask, _) in _waiting.Where(one => one.Ask.Node == node)) who.Tell(end with { Question = ask.Question }, Self);
        _waiting.RemoveAll(one => one.Ask.Node == node);
    }

    /// <summary>Whoever asks of a process that runs has just lost its connection: most likely it is about to be seen dead.</summary>
    private void Answer(AskEnd ask)
    {
        if (_ends.TryGetValue(ask.Node, out var end)) Sender.Tell(end with { Question = ask.Question }, Self);
        else if (!_running.Contains(ask.Node)) Sender.Tell(new EndTold(ask.Question, EndKind.Unknown, 0, null, [], []), Self);
        else if (!_waiting.Exists(one => one.Ask.Question == ask.Question))
        {
            _waiting.Add((Sender, ask, _time.Now()));
            _look.Set(LookEvery, LookEvery);
        }
    }

    private void Look()
    {
        foreach (var one in _waiting.Where(one => _time.Now() - one.Since >= EndMayTake).ToArray())
        {
            one.Who.Tell(new EndTold(one.Ask.Question, EndKind.Runs, 0, null, [], []), Self);
            _waiting.Remove(one);
        }

        if (_waiting.Count == 0) _look.Clear();
    }
}
