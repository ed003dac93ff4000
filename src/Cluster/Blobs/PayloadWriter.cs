using System.Buffers;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Wire;

namespace ActorMap.Cluster.Blobs;

/// <summary>Takes the bytes of a payload: small ones into an array, larger ones straight into memory that the other side has, too, where there is some.</summary>
/// <param name="area">Memory that the other side has; null where there is none.</param>
/// <param name="rents">Whether arrays are rented.</param>
internal sealed class PayloadWriter(MemoryArea? area, bool rents = false) : IBufferWriter<byte>, IDisposable
{
    private const int Shortest = 256;

    private byte[] _bytes = [];
    private bool _isRented;
    private MemoryLease? _lease;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    private ReadOnlySpan<byte> There => (_lease is null ? _bytes : _lease.Span)[..Length];

    private int Capacity => _lease?.Span.Length ?? _bytes.Length;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity - Length);
        Length += count;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return (_lease is null ? _bytes : _lease.Span)[Length..];
    }

    /// <summary>For who keeps the memory over other calls: shared memory is no place for that, nor is an array that others use.</summary>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        (area, rents) = (null, false);
        if (_lease is not null || _isRented) MoveTo(new byte[Capacity]);
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    /// <summary>The lease that the bytes are in, which is the caller's from now on; null where they are in an array.</summary>
    public MemoryLease? TakeLease()
    {
        var lease = _lease;
        _lease = null;
        return lease;
    }

    /// <summary>The bytes, where they are in an array, which is the caller's from now on.</summary>
    /// <param name="rented">The array that they are in, if it was rented.</param>
    public ReadOnlyMemory<byte> Take(out byte[]? rented)
    {
        var taken = _bytes.AsMemory(0, Length);
        rented = _isRented ? _bytes : null;
        (_bytes, _isRented) = ([], false);
        return taken;
    }

    public void Dispose()
    {
        TakeLease()?.Dispose();
        if (_isRented) ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _isRented) = ([], false);
    }

    private void Reserve(int count)
    {
        if (Capacity - Length >= count) return;
        var needed = (long)Length + count;
        if (needed > Array.MaxLength) throw new BlobException($"{needed:N0} bytes are more than one payload can have ({Array.MaxLength:N0}); make the items smaller, or fewer at once (MapOptions.ChunkSize).");
        var wanted = (int)Math.Min(Math.Max(Math.Max(needed, 2L * Capacity), Shortest), Array.MaxLength);
        if (needed > WireLimits.Inline && area is not null)
        {
            if (needed <= MemoryArea.LongestNear && area.TryLease(Math.Min(wanted, MemoryArea.LongestNear)) is { } lease)
            {
                MoveTo(lease);
                return;
            }

            area = null;
        }

        // What is not for a message is somebody else's for long.
        rents &= needed <= WireLimits.Inline;
        MoveTo(rents ? ArrayPool<byte>.Shared.Rent(wanted) : new byte[wanted]);
    }

    private void MoveTo(MemoryLease lease)
    {
        There.CopyTo(lease.Span);
        Dispose();
        _lease = lease;
    }

    private void MoveTo(byte[] bytes)
    {
        There.CopyTo(bytes);
        Dispose();
        (_bytes, _isRented) = (bytes, rents);
    }
}
