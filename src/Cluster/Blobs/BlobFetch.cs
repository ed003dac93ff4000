using System.Security.Cryptography;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>
/// Fetches one blob part by part: says what to ask for next, takes the parts as they come, and asks again for those that do not. Parts are asked for in order and
/// few are outstanding, so that what came is everything before the next one but for those few, and hashing keeps pace with them.
/// </summary>
internal sealed class BlobFetch : IDisposable
{
    /// <summary>How many parts are outstanding at most: 256 KiB keep loopback busy, and heartbeats behind them in time on a slow link.</summary>
    public const int Window = 4;

    /// <summary>How often one part is asked for before the other side is taken to have nothing to say.</summary>
    public const int Tries = 8;

    private readonly Guid _session;
    private readonly BlobId _blob;
    private readonly long _patience;
    private readonly Func<int, byte[]> _allocate;
    private readonly List<Want> _wanted = new(Window);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _content = [];
    private long _next;
    private long _hashed;
    private bool _isSecondTry;

    /// <param name="session">The session that the parts belong to.</param>
    /// <param name="blob">What is wanted, as another side announced it.</param>
    /// <param name="limit">How long the caller lets it be.</param>
    /// <param name="partTimeout">After how long a part is asked for again.</param>
    /// <param name="time">Whose timestamps <see cref="Next"/> is given.</param>
    /// <param name="allocate">Where memory for it comes from; null: the runtime.</param>
    public BlobFetch(Guid session, BlobId blob, long limit, TimeSpan partTimeout, TimeProvider time, Func<int, byte[]>? allocate = null)
    {
        (_session, _blob, _allocate) = (session, blob, allocate ?? BlobStore.Allocate);
        _patience = (long)(partTimeout.TotalSeconds * time.TimestampFrequency);
        if (blob.Length < 0 || blob.Length > Math.Min(limit, Array.MaxLength))
            Fail($"has {blob.Length:N0} bytes, and {limit:N0} are allowed; raise the limit or send less at once");
        else if (blob.Length == 0)
            Verify();
    }

    public FetchState State { get; private set; }

    /// <summary>Why it failed.</summary>
    public Exception? Error { get; private set; }

    /// <summary>How many bytes came that were asked for.</summary>
    public long BytesMoved { get; private set; }

    /// <summary>How many bytes came for nothing: twice, not asked for, or in a part of another length.</summary>
    public long BytesWasted { get; private set; }

    /// <summary>All of it, once it is complete.</summary>
    public ReadOnlyMemory<byte> Content => State == FetchState.Complete ? _content : throw new InvalidOperationException($"Blob {_blob} is not complete.");

    /// <summary>What to ask for now: called at the start, after each part, and now and then.</summary>
    /// <param name="now">The time, as a timestamp.</param>
    public IReadOnlyList<WantPart> Next(long now)
    {
        var asks = new List<WantPart>(Window);
        foreach (var want in _wanted.Where(want => State == FetchState.Fetching && now - want.AskedAt >= _patience))
        {
            if (++want.Times > Tries)
            {
                Fail($"does not come: its part at {want.Offset:N0} was asked for {Tries} times. Look at the other side's log and the network");
                return [];
            }

            asks.Add(Ask(want, now));
        }

        for (; State == FetchState.Fetching && _wanted.Count < Window && _next < _blob.Length; _next += LengthAt(_next))
        {
            var want = new Want(_next) { Times = 1 };
            _wanted.Add(want);
            asks.Add(Ask(want, now));
        }

        return asks;
    }

    /// <summary>A part came, perhaps late, twice, or from one who means no good.</summary>
    public FetchState Accept(PartMoved part)
    {
        var place = State == FetchState.Fetching && part.Session == _session && part.Blob == _blob ? _wanted.FindIndex(want => want.Offset == part.Offset) : -1;
        if (place < 0 || part.Bytes.Length != LengthAt(part.Offset))
        {
            BytesWasted += part.Bytes.Length;
            return State;
        }

        if (_content.Length == 0 && !TryAllocate())
            return State;
        part.Bytes.CopyTo(_content.AsMemory((int)part.Offset));
        BytesMoved += part.Bytes.Length;
        _wanted.RemoveAt(place);
        Hash();
        if (_hashed == _blob.Length)
            Verify();
        return State;
    }

    /// <summary>The other side does not have it.</summary>
    public void Missing() => Fail("is not there any more");

    public void Dispose() => _hash.Dispose();

    /// <summary>What to say of a blob that there is no room for.</summary>
    public static InsufficientMemoryException NoMemory(BlobId blob) =>
        new($"There is no memory for the {blob.Length:N0} bytes of blob {blob}. Give the process more, or send less at once.");

    private bool TryAllocate()
    {
        try
        {
            _content = _allocate((int)_blob.Length);
            return true;
        }
        catch (OutOfMemoryException)
        {
            // Thrown further, it would end the session, and the one after it likewise.
            Fail(NoMemory(_blob));
            return false;
        }
    }

    private WantPart Ask(Want want, long now)
    {
        want.AskedAt = now;
        return new WantPart(_session, _blob, want.Offset, LengthAt(want.Offset));
    }

    private int LengthAt(long offset) => (int)Math.Min(WireLimits.Part, _blob.Length - offset);

    /// <summary>Hashes what came without a gap.</summary>
    private void Hash()
    {
        var came = _wanted.Count > 0 ? Math.Min(_next, _wanted.Min(want => want.Offset)) : _next;
        _hash.AppendData(_content.AsSpan((int)_hashed, (int)(came - _hashed)));
        _hashed = came;
    }

    private void Verify()
    {
        if (BlobId.OfHash(_hash.GetHashAndReset(), _blob.Length) == _blob)
            State = FetchState.Complete;
        else if (_isSecondTry || _blob.Length == 0)
            Fail("came with other bytes than its name says, twice. The other side or the network is broken, or somebody is in between");
        else
            (_isSecondTry, _next, _hashed) = (true, 0, 0);
    }

    private void Fail(string why) => Fail(new BlobException($"Blob {_blob} {why}."));

    private void Fail(Exception error)
    {
        if (State != FetchState.Fetching)
            return;
        (State, Error) = (FetchState.Failed, error);
        _wanted.Clear();
        _content = [];
    }

    /// <summary>A part that was asked for.</summary>
    private sealed class Want(long offset)
    {
        public long Offset { get; } = offset;

        public long AskedAt { get; set; }

        public int Times { get; set; }
    }
}
