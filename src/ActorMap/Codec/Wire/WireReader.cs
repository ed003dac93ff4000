using System.Buffers;

namespace ActorMap.Codec;

/// <summary>Reads what <see cref="WireWriter"/> wrote. Never beyond the end, and never told a length that the bytes left can't hold.</summary>
internal ref struct WireReader(ReadOnlySequence<byte> bytes)
{
    private SequenceReader<byte> _reader = new(bytes);

    internal readonly long Left => _reader.Remaining;

    internal byte Byte() => _reader.TryRead(out var value) ? value : throw Short();

    internal ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1) break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new WireException("a number is too long");
    }

    internal long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A count of things that take at least so many bytes each of what is left.</summary>
    internal int Count(long least = 1) => CheckedCount(Number(), least);

    internal readonly int CheckedCount(ulong count, long least)
    {
        if (count > (ulong)Array.MaxLength || (least > 0 && count > (ulong)(_reader.Remaining / least)))
            throw new WireException($"a length of {count} is more than the bytes left can hold");
        return (int)count;
    }

    /// <summary>A number below a limit: an index into a table already read.</summary>
    internal int Below(int limit)
    {
        var value = Number();
        return value < (ulong)limit ? (int)value : throw new WireException($"an index of {value} is outside its table of {limit}");
    }

    internal void CopyTo(scoped Span<byte> to)
    {
        if (!_reader.TryCopyTo(to)) throw Short();
        _reader.Advance(to.Length);
    }

    /// <summary>The next bytes as they are; they belong to the sequence.</summary>
    internal ReadOnlySequence<byte> Take(long count)
    {
        if (count < 0 || count > _reader.Remaining) throw Short();
        var taken = _reader.UnreadSequence.Slice(0, count);
        _reader.Advance(count);
        return taken;
    }

    /// <summary>All that is left, for a reader of another kind.</summary>
    internal readonly ReadOnlySequence<byte> Unread => _reader.UnreadSequence;

    internal void Skip(long count) => _reader.Advance(count);

    internal readonly void End()
    {
        if (_reader.Remaining != 0) throw new WireException($"{_reader.Remaining} bytes are left over");
    }

    private static WireException Short() => new("they end too early");
}
