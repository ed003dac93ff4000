using System.Runtime.CompilerServices;
using ActorMap.Codec;
using ActorMap.Messages;
using Microsoft.Win32.SafeHandles;

namespace ActorMap.Cluster.SharedMemory;

/// <summary>Room in an area for the bytes of one payload: filled once, then read by others until it is given back.</summary>
internal sealed unsafe class MemoryLease : IPieceTaker, IDisposable
{
    private readonly MemoryArea _area;
    private readonly SafeFileHandle _file;
    private readonly long _offset;
    private readonly long _stamp;
    private long _room;
    private long _used;
    private int _isGivenBack;

    internal MemoryLease(MemoryArea area, SafeFileHandle file, long offset, long room, long stamp) =>
        (_area, _file, _offset, _room, _stamp) = (area, file, offset, room, stamp);

    /// <summary>Who forgets to give it back must not keep it for ever: a map that could not be started.</summary>
    ~MemoryLease() => Dispose();

    /// <summary>Where it lies, once it is sealed.</summary>
    public MemoryPlace Place { get; private set; }

    /// <summary>The room, where it is in the part of the area that is mapped.</summary>
    public Span<byte> Span => IsNear ? new Span<byte>(Bytes, (int)(_room - MemoryArea.Header)) : throw new InvalidOperationException("What lies behind the near part is written piece by piece.");

    private bool IsNear => _offset < MemoryArea.Near;

    private byte* Bytes => _area.Start + _offset + MemoryArea.Header;

    /// <summary>The next bytes.</summary>
    public void Take(ReadOnlySpan<byte> piece)
    {
        if (IsNear) piece.CopyTo(Span[(int)_used..]);
        else RandomAccess.Write(_file, piece, _offset + MemoryArea.Header + _used);
        _used += piece.Length;
    }

    /// <summary>All of it is there: others may read it.</summary>
    public MemoryPlace Seal(long length)
    {
        _room = _area.Shorten(_offset, _room, length);
        Span<long> header = [_stamp, length];
        if (IsNear) header.CopyTo(new Span<long>(_area.Start + _offset, header.Length));
        else RandomAccess.Write(_file, System.Runtime.InteropServices.MemoryMarshal.AsBytes(header), _offset);
        _area.Wrote(length);
        return Place = new MemoryPlace(_offset, length, _stamp);
    }

    /// <summary>A copy of what was written, for somebody who can't read the area.</summary>
    public byte[] ToArray()
    {
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)Place.Length));
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(done), _offset + MemoryArea.Header + done);
            done += read > 0 ? read : throw new IOException("Shared memory is shorter than what was written to it.");
        }

        return bytes;
    }

    /// <summary>Nobody needs it any more. It is nothing to give it back twice.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isGivenBack, 1) != 0) return;
        GC.SuppressFinalize(this);
        if (IsNear) Volatile.Write(ref Unsafe.AsRef<long>(_area.Start + _offset), 0);
        _area.GiveBack(_offset, _room);
    }
}
