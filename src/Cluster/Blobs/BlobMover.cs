using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>
/// One session's traffic of large bytes: what this side offers, for as long as the job needs it, and what it fetches. Workers offer from their threads; all else
/// is the session's actor's.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="send">The way to the other side.</param>
/// <param name="store">The member's blobs.</param>
/// <param name="time">The clock.</param>
/// <param name="memory">Memory that both sides have; null where they have none.</param>
internal sealed class BlobMover(Guid session, Action<object> send, BlobStore store, TimeProvider time, MemoryPair? memory = null)
{
    // Loopback and a local network answer in milliseconds; what takes longer was lost.
    private static readonly TimeSpan PartTimeout = TimeSpan.FromSeconds(2);

    // One array holds a blob.
    private static readonly long Longest = Array.MaxLength;

    private readonly Lock _lock = new();
    private readonly Dictionary<JobId, List<BlobId>> _offered = [];
    private readonly Dictionary<BlobId, Fetching> _fetches = [];
    private readonly Dictionary<JobId, List<MemoryLease>> _leases = [];

    /// <summary>Whether large bytes need not travel: both sides have memory in common.</summary>
    public bool SharesMemory => memory is not null;

    public BlobId Offer(JobId job, ReadOnlyMemory<byte> bytes)
    {
        var blob = store.Offer(bytes);
        Keep(job, blob);
        return blob;
    }

    /// <summary>Offers what was offered before, by this session or another of the member; false if it is not there any more.</summary>
    public bool TryOffer(JobId job, BlobId blob)
    {
        if (!store.TryHold(blob, out _)) return false;
        Keep(job, blob);
        return true;
    }

    /// <summary>Takes bytes for <see cref="Pack(JobId, PayloadWriter)"/>.</summary>
    public PayloadWriter Writer() => new(memory?.Own);

    /// <summary>Small bytes go in the message, large ones beside it.</summary>
    public Payload Pack(JobId job, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length <= WireLimits.Inline) return new Payload(bytes, null);
        return Leave(bytes) is { } lease ? Keep(job, lease) : new Payload(default, Offer(job, bytes));
    }

    /// <summary>What the writer has taken.</summary>
    public Payload Pack(JobId job, PayloadWriter writer)
    {
        if (writer.TakeLease() is not { } lease) return Pack(job, writer.Written);
        lease.Seal(writer.Length);
        return Keep(job, lease);
    }

    /// <summary>The other side has it.</summary>
    public void Withdraw(JobId job, Payload payload)
    {
        if (payload.Place is { } place) GiveBack(job, place);
        if (payload.Blob is not { } blob) return;
        lock (_lock)
        {
            if (!_offered.TryGetValue(job, out var offered) || !offered.Remove(blob)) return;
        }

        store.Release(blob);
    }

    /// <summary>The job is over.</summary>
    public void Withdraw(JobId job)
    {
        List<BlobId>? offered;
        List<MemoryLease>? leases;
        lock (_lock)
        {
            _offered.Remove(job, out offered);
            _leases.Remove(job, out leases);
        }

        foreach (var blob in offered ?? []) store.Release(blob);
        foreach (var lease in leases ?? []) lease.Dispose();
        memory?.Own.Trim();
    }

    /// <summary>The session is over.</summary>
    public void WithdrawAll()
    {
        foreach (var fetch in _fetches.Values) fetch.Blob.Dispose();
        _fetches.Clear();
        JobId[] jobs;
        lock (_lock) jobs = [.. _offered.Keys.Union(_leases.Keys)];
        foreach (var job in jobs) Withdraw(job);
    }

    /// <summary>The bytes of a payload: at once where they are inline or known, else when they came.</summary>
    /// <param name="payload">What was announced.</param>
    /// <param name="then">Called with the bytes.</param>
    /// <param name="failed">Called where they do not come.</param>
    /// <param name="keep">Whether others may want them, too: a function's state, its code.</param>
    public void Open(Payload payload, Action<ReadOnlyMemory<byte>> then, Action<Exception> failed, bool keep = false)
    {
        if (payload.Place is { } place)
        {
            if (memory?.Theirs.TryRead(place) is { } view) then(view.Memory);
            else failed(new BlobException($"{place.Length:N0} bytes are not in the shared memory any more where the other side left them."));
        }
        else if (payload.Blob is not { } blob)
        {
            then(payload.Inline);
        }
        else if (store.TryHold(blob, out var known))
        {
            then(known);
            store.Release(blob);
        }
        else
        {
            if (!_fetches.TryGetValue(blob, out var fetching)) _fetches.Add(blob, fetching = new Fetching(new BlobFetch(session, blob, Longest, PartTimeout, time)));
            fetching.Then.Add((then, failed));
            fetching.IsKept |= keep;
            Advance(blob, fetching);
        }
    }

    public void OnMoving(IMoving message)
    {
        if (message is WantPart want)
        {
            send(store.TryRead(want.Blob, want.Offset, want.Length, out var part) ? new PartMoved(session, want.Blob, want.Offset, part) : new NoSuchBlob(session, want.Blob));
        }
        else if (_fetches.TryGetValue(message.Blob, out var fetching))
        {
            if (message is PartMoved moved) fetching.Blob.Accept(moved);
            else fetching.Blob.Missing();
            Advance(message.Blob, fetching);
        }
    }

    /// <summary>Asks again for what does not come.</summary>
    public void Tick()
    {
        foreach (var (blob, fetching) in _fetches.ToArray()) Advance(blob, fetching);
    }

    private MemoryLease? Leave(ReadOnlyMemory<byte> bytes) => memory?.Own.TryLeave(bytes.Length, room => room.Take(bytes.Span));

    private Payload Keep(JobId job, MemoryLease lease)
    {
        lock (_lock)
        {
            if (!_leases.TryGetValue(job, out var leases)) _leases.Add(job, leases = []);
            leases.Add(lease);
        }

        return new Payload(default, null, lease.Place);
    }

    private void GiveBack(JobId job, MemoryPlace place)
    {
        MemoryLease? lease = null;
        lock (_lock)
        {
            if (!_leases.TryGetValue(job, out var leases) || leases.FindIndex(lease => lease.Place == place) is not (>= 0 and var at)) return;
            lease = leases[at];
            leases.RemoveAt(at);
        }

        lease.Dispose();
    }

    private void Keep(JobId job, BlobId blob)
    {
        lock (_lock)
        {
            if (!_offered.TryGetValue(job, out var offered)) _offered.Add(job, offered = []);
            offered.Add(blob);
        }
    }

    private void Advance(BlobId blob, Fetching fetching)
    {
        foreach (var part in fetching.Blob.Next(time.GetTimestamp())) send(part);
        if (fetching.Blob.State == FetchState.Fetching) return;
        _fetches.Remove(blob);
        var complete = fetching.Blob.State == FetchState.Complete;
        if (complete && fetching.IsKept) store.Release(store.Offer(fetching.Blob.Content));
        foreach (var (then, failed) in fetching.Then)
        {
            if (complete) then(fetching.Blob.Content);
            else failed(fetching.Blob.Error!);
        }

        fetching.Blob.Dispose();
    }

    private sealed class Fetching(BlobFetch blob)
    {
        public BlobFetch Blob { get; } = blob;

        public List<(Action<ReadOnlyMemory<byte>> Then, Action<Exception> Failed)> Then { get; } = [];

        public bool IsKept { get; set; }
    }
}
