using System.Buffers;
using System.Runtime.InteropServices;

namespace ActorMap.Cluster.Wire;

/// <summary>A frame in a rented array, until somebody says that it has been read. Where nobody does, the array is the collector's.</summary>
internal sealed class RentedFrame : MemoryManager<byte>
{
    /// <summary>Of how many bytes frames are rented: shorter ones carry no items, and longer ones are parts of blobs, which are kept.</summary>
    public const int Shortest = 1024, Longest = 64 * 1024;

    private readonly int _length;
    private byte[]? _bytes;

    private RentedFrame(ReadOnlySpan<byte> bytes)
    {
        (_bytes, _length) = (ArrayPool<byte>.Shared.Rent(bytes.Length), bytes.Length);
        bytes.CopyTo(_bytes);
    }

    /// <summary>A copy of the frame, which is its receiver's.</summary>
    public static ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> frame) =>
        frame.Length is >= Shortest and <= Longest ? new RentedFrame(frame).Memory : frame.ToArray();

    /// <summary>The frame that the bytes are a part of has been read, all of it: whoever looks again finds nothing. Of bytes that are in none it means nothing.</summary>
    public static void LetGo(ReadOnlyMemory<byte> part)
    {
        if (MemoryMarshal.TryGetMemoryManager<byte, RentedFrame>(part, out var frame)) frame.LetGo();
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_bytes is null, this);
        return _bytes.AsSpan(0, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_bytes is null, this);
        return _bytes.AsMemory(elementIndex).Pin();
    }

    public override void Unpin()
    {
        // The array was pinned, not this.
    }

    protected override void Dispose(bool disposing) => LetGo();

    private void LetGo()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes) ArrayPool<byte>.Shared.Return(bytes);
    }
}
