using Akka.Cluster;

namespace ActorMap.Cluster.Systems.Downing;

/// <summary>Decides which unreachable members are taken for dead: docs/decisions/0005-downing.md. No clock, no cluster.</summary>
internal sealed class Judge
{
    private readonly UniqueAddress _self;
    private readonly TimeSpan _after;
    private readonly bool _partitions;
    private readonly Dictionary<UniqueAddress, Peer> _peers = [];
    private readonly Dictionary<UniqueAddress, TimeSpan> _unreachable = [];
    private TimeSpan _next;
    private int _round = 1;

    /// <param name="self">The member that judges: it reaches itself.</param>
    /// <param name="after">How long a node may be unreachable; a client may twice as long.</param>
    /// <param name="partitions">Whether the network can part, so that the unreachable may be alive.</param>
    public Judge(UniqueAddress self, TimeSpan after, bool partitions) => (_self, _after, _partitions) = (self, after, partitions);

    /// <summary>Whether this member is rather cut off than the others dead, and so takes none for dead.</summary>
    public bool IsCutOff
    {
        get
        {
            if (!_partitions || _unreachable.Count == 0)
                return false;
            var reached = _peers.Values.Where(peer => !_unreachable.ContainsKey(peer.Id)).ToList();
            var (nodes, lost) = (reached.Count(peer => peer.IsNode), LostNodes.Count());
            if (nodes == 0)
                return true;
            if (reached.Exists(peer => peer.IsClient) || lost < nodes)
                return false;
            return lost > nodes || Lowest(LostNodes).CompareTo(Lowest(reached.Where(peer => peer.IsNode))) < 0;
        }
    }

    public int Nodes => _peers.Values.Count(peer => peer.IsNode);

    public int Lost => LostNodes.Count();

    private IEnumerable<Peer> LostNodes => _peers.Values.Where(peer => peer.IsNode && _unreachable.ContainsKey(peer.Id));

    public void Saw(Peer peer) => _peers[peer.Id] = peer;

    /// <returns>Whether it was unreachable.</returns>
    public bool Gone(UniqueAddress peer)
    {
        _peers.Remove(peer);
        return Reached(peer);
    }

    /// <returns>Whether it was unreachable.</returns>
    public bool Reached(UniqueAddress peer)
    {
        var was = _unreachable.Remove(peer);
        if (_unreachable.Count == 0)
            _round = 1;
        return was;
    }

    public void Lose(Peer peer, TimeSpan now)
    {
        Saw(peer);
        if (!peer.Id.Equals(_self))
            _unreachable.TryAdd(peer.Id, now);
    }

    /// <summary>
    /// Those that are dead now. Over one cut link each end accuses the other, and everyone hears both: so one end goes first, a node before a client,
    /// and the rest has a while to be seen again. The rounds double, so that many dead ones do not take long.
    /// </summary>
    public IReadOnlyList<Peer> Dead(TimeSpan now)
    {
        if (now < _next || IsCutOff)
            return [];
        List<Peer> dead = [.. _peers.Values
            .Where(peer => _unreachable.TryGetValue(peer.Id, out var since) && now - since >= (peer.IsClient ? 2 * _after : _after))
            .OrderBy(peer => peer.IsClient).ThenByDescending(peer => peer.Id)
            .Take(_partitions ? _round : int.MaxValue)];
        if (dead.Count > 0)
            (_next, _round) = (now + _after / 3, _round * 2);
        return dead;
    }

    private static UniqueAddress Lowest(IEnumerable<Peer> peers) => peers.Min(peer => peer.Id)!;
}
