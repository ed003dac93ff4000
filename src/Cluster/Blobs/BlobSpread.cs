using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>
/// One blob on its way to many nodes: who has it, who takes it from whom, who waits. The one who had it first gives it away until a node has it, then the nodes
/// do, so that it leaves its home a few times however many nodes there are. Plain state, not safe for threads.
/// </summary>
/// <param name="blob">The blob.</param>
/// <param name="home">The address of who had it first.</param>
internal sealed class BlobSpread(BlobId blob, string home)
{
    /// <summary>How many take it from one address at once: two share the way out, and each round trebles those who have it.</summary>
    public const int AtOnce = 2;

    // Takers say each second that they still are; who has not for so long is gone, or was lost on the way.
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(10);

    private readonly List<Holder> _holders = [];
    private readonly List<Taker> _takers = [];

    /// <summary>When it was last spoken of.</summary>
    public TimeSpan LastSeen { get; private set; }

    /// <summary>A node wants it, still wants it, or has not got it where it was sent.</summary>
    /// <returns>Whom to tell what.</returns>
    public List<(Action<object> Tell, BlobIsAt Message)> Ask(Guid session, string? failed, Action<object> tell, TimeSpan now)
    {
        LastSeen = now;
        _takers.RemoveAll(taker => now - taker.Seen > SilentAfter);
        _holders.RemoveAll(holder => holder.Session == session);
        if (_takers.Find(taker => taker.Session == session) is not { } asker) _takers.Add(asker = new Taker(session, tell));
        asker.Seen = now;
        // Said again, as its answer was lost perhaps, it is no second failure.
        if (failed is not null && (asker.From is null || asker.From == failed)) Blame(asker, failed);
        var told = Deal();
        if (!told.Exists(one => one.Message.Session == session)) told.Add((asker.Tell, Answer(asker)));
        return told;
    }

    /// <summary>A node takes it from nobody any more; with an address it has it.</summary>
    public List<(Action<object> Tell, BlobIsAt Message)> Held(Guid session, string? address, TimeSpan now)
    {
        LastSeen = now;
        Leave(session);
        if (address is not null) _holders.Add(new Holder(session, address));
        return Deal();
    }

    /// <summary>The node is gone.</summary>
    public List<(Action<object> Tell, BlobIsAt Message)> Left(Guid session)
    {
        Leave(session);
        return Deal();
    }

    private void Leave(Guid session)
    {
        _takers.RemoveAll(taker => taker.Session == session);
        _holders.RemoveAll(holder => holder.Session == session);
    }

    /// <summary>Who is blamed twice is asked no more; and who blames gets it from its home, whose way is known to be open.</summary>
    private void Blame(Taker asker, string failed)
    {
        asker.From = null;
        asker.IsWary = true;
        if (_holders.Find(holder => holder.Address == failed) is { } blamed && ++blamed.Failures > 1) _holders.Remove(blamed);
    }

    /// <summary>Who waits longest is served first.</summary>
    private List<(Action<object> Tell, BlobIsAt Message)> Deal()
    {
        var told = new List<(Action<object>, BlobIsAt)>();
        foreach (var taker in _takers)
        {
            if (taker.From is not null) continue;
            taker.From = Choose(taker);
            if (taker.From is not null) told.Add((taker.Tell, Answer(taker)));
        }

        return told;
    }

    private string? Choose(Taker taker)
    {
        if (taker.IsWary) return home;
        if (_holders.Count == 0) return Takers(home) < AtOnce ? home : null;
        var best = _holders.MinBy(holder => Takers(holder.Address))!;
        return Takers(best.Address) < AtOnce ? best.Address : null;
    }

    private int Takers(string address) => _takers.Count(taker => taker.From == address);

    private BlobIsAt Answer(Taker taker) => new(taker.Session, blob, taker.From is null ? BlobWay.Later : BlobWay.OverHttp, taker.From);

    private sealed class Holder(Guid session, string address)
    {
        public Guid Session { get; } = session;

        public string Address { get; } = address;

        public int Failures { get; set; }
    }

    private sealed class Taker(Guid session, Action<object> tell)
    {
        public Guid Session { get; } = session;

        public Action<object> Tell { get; } = tell;

        public TimeSpan Seen { get; set; }

        /// <summary>From whom; null while it waits.</summary>
        public string? From { get; set; }

        /// <summary>Whether another node has failed it.</summary>
        public bool IsWary { get; set; }
    }
}
