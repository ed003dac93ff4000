using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>
/// The blobs of a member, in memory: those that somebody holds, and of the others as many as there is room for, the last released ones.
/// Workers offer what they have encoded while parts are read, so it is locked; hashing is outside.
/// </summary>
internal sealed class BlobStore : IBlobPlane
{
    /// <summary>So much is kept of what nobody holds any more: the state and the code of the next map may be those of the last.</summary>
    public const long Spare = 128L << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<BlobId, Entry> _blobs = [];
    private readonly LinkedList<BlobId> _unheld = [];
    private readonly long _capacity;
    private readonly long _spare;
    private long _bytes;
    private long _unheldBytes;
    private long _bytesServed;

    /// <param name="capacity">How many bytes there may be.</param>
    /// <param name="spare">How many of them there may be that nobody holds.</param>
    /// <param name="room">Where memory for one that comes is taken from; null: the runtime.</param>
    public BlobStore(long capacity, long spare = long.MaxValue, Func<int, byte[]>? room = null)
    {
        Room = room ?? Allocate;
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(spare);
        (_capacity, _spare) = (capacity, spare);
    }

    /// <summary>Makes room for a blob that comes: so many bytes, yet to be written. There may be no memory for them.</summary>
    public Func<int, byte[]> Room { get; }

    /// <summary>How many bytes are there.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>How many of them somebody holds.</summary>
    public long BytesHeld
    {
        get
        {
            lock (_lock) return _bytes - _unheldBytes;
        }
    }

    /// <summary>How many bytes have been read by <see cref="TryRead"/>.</summary>
    public long BytesServed => Volatile.Read(ref _bytesServed);

    public static byte[] Allocate(int length) => GC.AllocateUninitializedArray<byte>(length);

    public BlobId Offer(ReadOnlyMemory<byte> content) => Add(BlobId.Of(content.Span), content);

    public BlobId Add(BlobId blob, ReadOnlyMemory<byte> content)
    {
        lock (_lock)
        {
            if (_blobs.TryGetValue(blob, out var entry))
            {
                Hold(entry);
                return blob;
            }

            MakeRoom(blob);
            _blobs.Add(blob, new Entry(content) { Holders = 1 });
            _bytes += blob.Length;
            return blob;
        }
    }

    public bool Has(BlobId blob)
    {
        lock (_lock) return _blobs.ContainsKey(blob);
    }

    public bool TryHold(BlobId blob, out ReadOnlyMemory<byte> content)
    {
        lock (_lock)
        {
            var isThere = _blobs.TryGetValue(blob, out var entry);
            if (isThere)
                Hold(entry!);
            content = isThere ? entry!.Content : default;
            return isThere;
        }
    }

    public void Release(BlobId blob)
    {
        lock (_lock)
        {
            if (!_blobs.TryGetValue(blob, out var entry) || entry.Holders == 0)
                throw new BlobException($"Blob {blob} is released more often than it was held; this is a defect.");
            if (--entry.Holders > 0)
                return;
            entry.Unheld = _unheld.AddLast(blob);
            _unheldBytes += blob.Length;
            while (_unheldBytes > _spare)
                DropOldest();
        }
    }

    public bool TryRead(BlobId blob, long offset, int length, out ReadOnlyMemory<byte> part)
    {
        lock (_lock)
        {
            part = default;
            if (offset < 0 || length < 0 || offset > blob.Length - length || !_blobs.TryGetValue(blob, out var entry))
                return false;
            part = entry.Content.Slice((int)offset, length);
            _bytesServed += length;
            return true;
        }
    }

    private void Hold(Entry entry)
    {
        entry.Holders++;
        if (entry.Unheld is not { } place)
            return;
        _unheld.Remove(place);
        _unheldBytes -= place.Value.Length;
        entry.Unheld = null;
    }

    /// <summary>The longest unheld go first. Where even all of them are not enough, they stay.</summary>
    private void MakeRoom(BlobId wanted)
    {
        var held = _bytes - _unheldBytes;
        if (wanted.Length > _capacity - held)
            throw new BlobException(
                $"A blob of {wanted.Length:N0} bytes does not fit: {held:N0} of {_capacity:N0} are held. Wait until some are released, or raise the limit.");
        while (wanted.Length > _capacity - _bytes)
            DropOldest();
    }

    private void DropOldest()
    {
        var oldest = _unheld.First!.Value;
        _unheld.RemoveFirst();
        _blobs.Remove(oldest);
        _bytes -= oldest.Length;
        _unheldBytes -= oldest.Length;
    }

    private sealed class Entry(ReadOnlyMemory<byte> content)
    {
        public ReadOnlyMemory<byte> Content { get; } = content;

        public int Holders { get; set; }

        /// <summary>Its place among the blobs that nobody holds.</summary>
        public LinkedListNode<BlobId>? Unheld { get; set; }
    }
}
