using ActorMap.Messages;
using ActorMap.Time;

namespace ActorMap.Cluster.Blobs;

/// <summary>The blobs that a pool gives to many nodes. All links of the pool ask, from any thread.</summary>
internal sealed class BlobSpreads(TimeProvider time)
{
    // Nodes have it to give away for half as long.
    private static readonly TimeSpan KeptFor = 2 * BlobFetches.LentFor;

    private readonly Lock _lock = new();
    private readonly Dictionary<BlobId, BlobSpread> _spreads = [];

    public void Ask(WantBlob want, string home, Action<object> tell)
    {
        List<(Action<object> Tell, BlobIsAt Message)> told;
        lock (_lock)
        {
            var now = time.Now();
            if (!_spreads.TryGetValue(want.Blob, out var spread))
            {
                foreach (var (old, idle) in _spreads.ToArray())
                    if (now - idle.LastSeen > KeptFor) _spreads.Remove(old);
                _spreads.Add(want.Blob, spread = new BlobSpread(want.Blob, home));
            }

            told = spread.Ask(want.Session, want.Failed, tell, now);
        }

        Tell(told);
    }

    public void Held(BlobHeld held)
    {
        List<(Action<object> Tell, BlobIsAt Message)> told;
        lock (_lock) told = _spreads.TryGetValue(held.Blob, out var spread) ? spread.Held(held.Session, held.Address, time.Now()) : [];
        Tell(told);
    }

    public void Left(Guid session)
    {
        List<(Action<object> Tell, BlobIsAt Message)> told;
        lock (_lock) told = [.. _spreads.Values.SelectMany(spread => spread.Left(session))];
        Tell(told);
    }

    private static void Tell(List<(Action<object> Tell, BlobIsAt Message)> told)
    {
        foreach (var (tell, message) in told) tell(message);
    }
}
