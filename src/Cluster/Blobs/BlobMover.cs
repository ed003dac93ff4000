using System.Buffers;
using System.Runtime.InteropServices;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>
/// One session's traffic of large bytes: what this side offers, for as long as the job needs it, and what it fetches. Workers offer from their threads; all else
/// is the session's actor's. When the session is over they may still offer: that is let go of at once.
/// </summary>
internal sealed class BlobMover
{
    private readonly HeldForJobs<BlobId> _offered = new();
    private readonly HeldForJobs<MemoryLease> _leases = new();
    private readonly HeldForJobs<byte[]> _rented = new();
    private readonly Guid _session;
    private readonly Action<object> _send;
    private readonly BlobStore _store;
    private readonly MemoryPair? _memory;
    private readonly BlobRoad? _road;
    private readonly bool _isSentAtOnce;
    private readonly BlobFetches _fetches;

    /// <param name="session">The session.</param>
    /// <param name="send">The way to the other side.</param>
    /// <param name="store">The member's blobs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="memory">Memory that both sides have; null where they have none.</param>
    /// <param name="road">The way beside the messages; null where there is none.</param>
    /// <param name="isSentAtOnce">Whether nobody has a message any more once it was told: then the bytes in it lie in arrays that are used again.</param>
    public BlobMover(Guid session, Action<object> send, BlobStore store, TimeProvider time, MemoryPair? memory = null, BlobRoad? road = null, bool isSentAtOnce = false)
    {
        (_session, _send, _store, _memory, _road, _isSentAtOnce) = (session, send, store, memory, road, isSentAtOnce);
        _fetches = new BlobFetches(session, send, store, time, Hold, Withdraw, road);
    }

    /// <summary>Whether large bytes need not travel: both sides have memory in common.</summary>
    public bool SharesMemory => _memory is not null;

    public BlobId Offer(JobId job, ReadOnlyMemory<byte> bytes)
    {
        var blob = _store.Offer(bytes);
        Hold(job, blob);
        return blob;
    }

    /// <summary>Offers what was offered before, by this session or another of the member; false if it is not there any more.</summary>
    public bool TryOffer(JobId job, BlobId blob)
    {
        if (!_store.TryHold(blob, out _)) return false;
        Hold(job, blob);
        return true;
    }

    /// <summary>Takes bytes for <see cref="Pack(JobId, PayloadWriter)"/>.</summary>
    public PayloadWriter Writer() => new(_memory?.Own, _isSentAtOnce);

    /// <summary>Small bytes go in the message, large ones beside it.</summary>
    public Payload Pack(JobId job, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length <= WireLimits.Inline) return new Payload(bytes, null);
        return Leave(bytes) is { } lease ? Keep(job, lease) : new Payload(default, Offer(job, bytes));
    }

    /// <summary>What the writer has taken.</summary>
    public Payload Pack(JobId job, PayloadWriter writer)
    {
        if (writer.TakeLease() is { } lease)
        {
            lease.Seal(writer.Length);
            return Keep(job, lease);
        }

        var payload = Pack(job, writer.Take(out var rented));
        if (rented is not null && !payload.Inline.IsEmpty) _rented.TryAdd(job, rented);
        return payload;
    }

    /// <summary>The other side has it.</summary>
    public void Withdraw(JobId job, Payload payload)
    {
        if (payload.Place is { } place) Withdraw(job, place);
        if (payload.Blob is { } blob) Withdraw(job, blob);
        if (MemoryMarshal.TryGetArray(payload.Inline, out var inline) && inline.Array is { Length: > 0 } bytes && _rented.TryTake(job, bytes)) ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>The job is over.</summary>
    public void Withdraw(JobId job)
    {
        _fetches.Cancel(job);
        foreach (var blob in _offered.TakeAll(job)) _store.Release(blob);
        foreach (var lease in _leases.TakeAll(job)) lease.Dispose();

        // Somebody may still have one: it is the collector's.
        _rented.TakeAll(job);
        _memory?.Own.Trim();
    }

    /// <summary>The session is over.</summary>
    public void WithdrawAll()
    {
        _fetches.CancelAll();
        _road?.Spreads?.Left(_session);
        foreach (var blob in _offered.Close()) _store.Release(blob);
        foreach (var lease in _leases.Close()) lease.Dispose();
        _rented.Close();
        _memory?.Own.Trim();
    }

    /// <summary>The bytes of a payload: at once where they are inline or known, else when they came.</summary>
    /// <param name="payload">What was announced.</param>
    /// <param name="then">Called with the bytes.</param>
    /// <param name="failed">Called where they do not come.</param>
    /// <param name="use">Who else wants them.</param>
    /// <param name="job">The job that they are for: when it is over, neither is called.</param>
    public void Open(Payload payload, Action<ReadOnlyMemory<byte>> then, Action<Exception> failed, BlobUse use = BlobUse.Own, JobId job = default)
    {
        if (payload.Place is { } place)
        {
            if (_memory?.Theirs.TryRead(place) is { } view) then(view.Memory);
            else failed(new BlobException($"{place.Length:N0} bytes are not in the shared memory any more where the other side left them."));
        }
        else if (payload.Blob is not { } blob)
        {
            then(payload.Inline);
        }
        else if (_store.TryHold(blob, out var known))
        {
            then(known);
            _store.Release(blob);
        }
        else
        {
            _fetches.Begin(job, blob, use, then, failed);
        }
    }

    public void OnMoving(IMoving message)
    {
        switch (message)
        {
            case WantPart want: _send(_store.TryRead(want.Blob, want.Offset, want.Length, out var part) ? new PartMoved(_session, want.Blob, want.Offset, part) : new NoSuchBlob(_session, want.Blob)); break;
            case WantBlob want: _ = AnswerAsync(want); break;
            case BlobHeld held: _road?.Spreads?.Held(held); break;
            default: _fetches.OnMoving(message); break;
        }
    }

    public void OnCarried(BlobCarried message) => _fetches.OnCarried(message);

    /// <summary>Asks again for what does not come.</summary>
    public void Tick() => _fetches.Tick();

    /// <summary>The first question starts what serves blobs, so it may take a moment.</summary>
    private async Task AnswerAsync(WantBlob want)
    {
        if (!_store.Has(want.Blob)) _send(new NoSuchBlob(_session, want.Blob));
        else if (_road is null || await _road.Carrier.AddressAsync().ConfigureAwait(false) is not { } home) _send(new BlobIsAt(_session, want.Blob, BlobWay.ByMessages, null));
        else if (want.IsShared && _road.Spreads is { } spreads) spreads.Ask(want, home, _send);
        else _send(new BlobIsAt(_session, want.Blob, BlobWay.OverHttp, home));
    }

    private MemoryLease? Leave(ReadOnlyMemory<byte> bytes) => _memory?.Own.TryLeave(bytes.Length, room => room.Take(bytes.Span));

    private Payload Keep(JobId job, MemoryLease lease)
    {
        if (!_leases.TryAdd(job, lease)) lease.Dispose();
        return new Payload(default, null, lease.Place);
    }

    private void Hold(JobId job, BlobId blob)
    {
        if (!_offered.TryAdd(job, blob)) _store.Release(blob);
    }

    private void Withdraw(JobId job, MemoryPlace place)
    {
        if (_leases.TryTake(job, lease => lease.Place == place, out var lease)) lease.Dispose();
    }

    private void Withdraw(JobId job, BlobId blob)
    {
        if (_offered.TryTake(job, blob)) _store.Release(blob);
    }
}
