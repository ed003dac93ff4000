using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorMap.Codec;

/// <summary>
/// Collects bytes in pieces. The content of a large array is not copied in: the piece is the array itself, read when all is put together,
/// so that a large state is copied once.
/// </summary>
internal sealed class WireWriter : IBufferWriter<byte>
{
    private const int Shortest = 1 << 10;
    private const int Longest = 1 << 20;
    private const int KeptAside = 1 << 12;

    [ThreadStatic]
    private static WireWriter? s_spare;

    private readonly List<WirePiece> _pieces = [];
    private WireWriter? _nextSpare;
    private byte[] _buffer = new byte[Shortest];
    private int _start;
    private int _used;
    private long _before;

    internal long Length => _before + (_used - _start);

    /// <summary>An empty one, of those that this thread has given back. There may be several: to write an item may be to write another one meanwhile.</summary>
    internal static WireWriter Rent()
    {
        if (s_spare is not { } spare) return new WireWriter();
        (s_spare, spare._nextSpare) = (spare._nextSpare, null);
        return spare;
    }

    /// <summary>Gives it back; what it holds has been taken.</summary>
    internal void Return()
    {
        Clear();
        (_nextSpare, s_spare) = (s_spare, this);
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _used);
        _used += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsSpan(_used);
    }

    internal void Byte(byte value)
    {
        Reserve(1);
        _buffer[_used++] = value;
    }

    internal void Number(ulong value)
    {
        Reserve(10);
        for (; value >= 0x80; value >>= 7) _buffer[_used++] = (byte)(value | 0x80);
        _buffer[_used++] = (byte)value;
    }

    internal void Number(int value) => Number((ulong)value);

    /// <summary>Small negative numbers stay short.</summary>
    internal void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    internal void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Reserve(1);
            var count = Math.Min(bytes.Length, _buffer.Length - _used);
            bytes[..count].CopyTo(_buffer.AsSpan(_used));
            _used += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>The memory of an array of plain values. It must not change until the writer's content has been taken.</summary>
    internal void Content(Array array, long length)
    {
        if (length < KeptAside)
        {
            Bytes(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), (int)length));
            return;
        }

        Cut();
        _pieces.Add(new WirePiece(array, 0, length));
        _before += length;
    }

    /// <summary>Takes what another holds, which is empty then.</summary>
    internal void Append(WireWriter other)
    {
        other.Cut();
        if (other._before < KeptAside)
        {
            foreach (var piece in other._pieces) Bytes(piece.Part(0, KeptAside));
        }
        else
        {
            Cut();
            _pieces.AddRange(other._pieces);
            _before += other._before;
            other._buffer = new byte[Shortest];
        }

        other.Clear();
    }

    internal byte[] ToArray()
    {
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)Length));
        CopyTo(bytes);
        return bytes;
    }

    internal void CopyTo(Span<byte> to)
    {
        Cut();
        foreach (var piece in _pieces)
        {
            for (long done = 0; done < piece.Length;)
            {
                var part = piece.Part(done, int.MaxValue);
                part.CopyTo(to);
                to = to[part.Length..];
                done += part.Length;
            }
        }
    }

    internal void CopyTo(IPieceTaker to)
    {
        Cut();
        foreach (var piece in _pieces)
        {
            for (long done = 0; done < piece.Length;)
            {
                var part = piece.Part(done, Longest);
                to.Take(part);
                done += part.Length;
            }
        }
    }

    internal void CopyTo(IBufferWriter<byte> to, long length)
    {
        Cut();
        foreach (var piece in _pieces)
        {
            var end = Math.Min(piece.Length, length);
            for (long done = 0; done < end;)
            {
                var part = piece.Part(done, (int)Math.Min(end - done, Longest));
                part.CopyTo(to.GetSpan(part.Length));
                to.Advance(part.Length);
                done += part.Length;
            }

            length -= end;
        }
    }

    /// <summary>Empties it; a buffer of moderate length is kept for the next use.</summary>
    internal void Clear()
    {
        _pieces.Clear();
        if (_buffer.Length > Longest) _buffer = new byte[Shortest];
        (_start, _used, _before) = (0, 0, 0);
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _used >= count) return;
        Cut();
        _buffer = new byte[Math.Max(count, Math.Min(Longest, (int)BitOperations.RoundUpToPowerOf2((uint)_buffer.Length * 2)))];
        (_start, _used) = (0, 0);
    }

    private void Cut()
    {
        if (_used == _start) return;
        _pieces.Add(new WirePiece(_buffer, _start, _used - _start));
        _before += _used - _start;
        _start = _used;
    }
}
