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

    private readonly Source _home = new(home);
    private readonly Dictionary<Guid, Source> _holders = [];
    private readonly Dictionary<Guid, Taker> _takers = [];

    // A holder is in it once for each who may take from it yet, those that serve few first.
    private readonly Queue<Source> _free = new();
    private readonly Queue<Taker> _waiting = new();
    private TimeSpan _swept;

    /// <summary>When it was last spoken of.</summary>
    public TimeSpan LastSeen { get; private set; }

    /// <summary>A node wants it, still wants it, or has not got it where it was sent.</summary>
    /// <returns>Whom to tell what.</returns>
    public List<(Action<object> Tell, BlobIsAt Message)> Ask(Guid session, string? failed, Action<object> tell, TimeSpan now)
    {
        LastSeen = now;
        Sweep(now);
        Forget(session);
        if (!_takers.TryGetValue(session, out var asker))
        {
            _takers.Add(session, asker = new Taker(session, tell));
            _waiting.Enqueue(asker);
        }

        asker.Seen = now;
        // Said again, as its answer was lost perhaps, it is no second failure.
        if (failed is not null && (asker.From is null || asker.From.Address == failed)) Blame(asker);
        var told = Deal();
        if (!told.Exists(one => one.Message.Session == session)) told.Add((asker.Tell, Answer(asker)));
        return told;
    }

    /// <summary>A node takes it from nobody any more; with an address it has it.</summary>
    public List<(Action<object> Tell, BlobIsAt Message)> Held(Guid session, string? address, TimeSpan now)
    {
        LastSeen = now;
        Leave(session);
        if (address is null) return Deal();
        var holder = _holders[session] = new Source(address);
        for (var slot = 0; slot < AtOnce; slot++) _free.Enqueue(holder);
        return Deal();
    }

    /// <summary>The node is gone.</summary>
    public List<(Action<object> Tell, BlobIsAt Message)> Left(Guid session)
    {
        Leave(session);
        return Deal();
    }

    private void Sweep(TimeSpan now)
    {
        if (now - _swept < SilentAfter / 10) return;
        _swept = now;
        foreach (var (session, _) in _takers.Where(taker => now - taker.Value.Seen > SilentAfter).ToArray()) Leave(session);
    }

    private void Leave(Guid session)
    {
        Forget(session);
        if (!_takers.Remove(session, out var taker)) return;
        taker.IsGone = true;
        LetGo(taker);
    }

    /// <summary>It does not have it any more.</summary>
    private void Forget(Guid session)
    {
        if (_holders.Remove(session, out var holder)) holder.IsGone = true;
    }

    private void LetGo(Taker taker)
    {
        if (taker.From is not { } from) return;
        taker.From = null;
        from.Takers--;
        if (from != _home) _free.Enqueue(from);
    }

    /// <summary>Who is blamed twice is asked no more; and who blames gets it from its home, whose way is known to be open.</summary>
    private void Blame(Taker asker)
    {
        if (asker.From is { } blamed && blamed != _home && ++blamed.Failures > 1)
        {
            foreach (var (session, holder) in _holders)
                if (holder == blamed) _holders.Remove(session);
            blamed.IsGone = true;
        }

        LetGo(asker);
        Give(asker, _home);
    }

    /// <summary>Who waits longest is served first.</summary>
    private List<(Action<object> Tell, BlobIsAt Message)> Deal()
    {
        var told = new List<(Action<object>, BlobIsAt)>();
        while (_waiting.TryPeek(out var taker))
        {
            if (!taker.IsGone && taker.From is null)
            {
                if (Choose() is not { } from) break;
                Give(taker, from);
                told.Add((taker.Tell, Answer(taker)));
            }

            _waiting.Dequeue();
        }

        return told;
    }

    private Source? Choose()
    {
        while (_free.TryDequeue(out var holder))
            if (!holder.IsGone) return holder;
        return _holders.Count == 0 && _home.Takers < AtOnce ? _home : null;
    }

    private static void Give(Taker taker, Source from)
    {
        taker.From = from;
        from.Takers++;
    }

    private BlobIsAt Answer(Taker taker) => new(taker.Session, blob, taker.From is null ? BlobWay.Later : BlobWay.OverHttp, taker.From?.Address);

    private sealed class Source(string address)
    {
        public string Address { get; } = address;

        public int Takers { get; set; }

        public int Failures { get; set; }

        public bool IsGone { get; set; }
    }

    private sealed class Taker(Guid session, Action<object> tell)
    {
        public Guid Session { get; } = session;

        public Action<object> Tell { get; } = tell;

        public TimeSpan Seen { get; set; }

        /// <summary>From whom; null while it waits.</summary>
        public Source? From { get; set; }

        public bool IsGone { get; set; }
    }
}
