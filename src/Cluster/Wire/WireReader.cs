using System.Buffers.Binary;
using System.Text;

namespace ActorMap.Cluster.Wire;

/// <summary>
/// Reads what a <see cref="WireWriter"/> wrote, from bytes that anyone may have sent: a value has one encoding only, and nothing is allocated that the bytes
/// still to come could not fill.
/// </summary>
internal ref struct WireReader(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> _bytes = bytes;
    private int _at;

    public readonly int Left => _bytes.Length - _at;

    public readonly void End()
    {
        if (Left > 0)
            throw new WireException($"{Left:N0} bytes follow its end");
    }

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new WireException($"a yes or no is {other}"),
    };

    public byte Byte() => Take(1).Span[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span);

    public long Natural()
    {
        var value = 0UL;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next >= 0x80)
                continue;
            if (next == 0 && shift > 0)
                throw new WireException("a number is longer than it needs to be");
            return (long)value;
        }

        throw new WireException("a number has more than 63 bits");
    }

    public int Natural32()
    {
        var value = Natural();
        return value <= int.MaxValue ? (int)value : throw new WireException($"a number of at most {int.MaxValue} is {value}");
    }

    public TimeSpan Duration() => new(Natural());

    public Guid Guid() => new(Take(16).Span);

    public UInt128 UInt128() => BinaryPrimitives.ReadUInt128BigEndian(Take(16).Span);

    /// <summary>A slice of the message, not a copy.</summary>
    public ReadOnlyMemory<byte> Bytes() => Take(Count(1));

    public string Name() => Text(WireLimits.Name);

    public string Text(int limit = WireLimits.Text)
    {
        var length = Count(1);
        if (length > limit)
            throw new WireException($"text of {length:N0} bytes is longer than {limit:N0}");
        try
        {
            return Strict.GetString(Take(length).Span);
        }
        catch (DecoderFallbackException broken)
        {
            throw new WireException("text is not UTF-8", broken);
        }
    }

    public T? Optional<T>(WireRead<T> read)
        where T : struct => Bool() ? read(ref this) : null;

    public string? OptionalName() => Bool() ? Name() : null;

    public string? OptionalText(int limit = WireLimits.Text) => Bool() ? Text(limit) : null;

    /// <param name="read">Reads one.</param>
    /// <param name="least">How many bytes one has at least: what bounds their number.</param>
    public T[] Many<T>(WireRead<T> read, int least)
    {
        var count = Count(least);
        if (count == 0)
            return [];
        var values = new T[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(ref this);
        return values;
    }

    private int Count(int least)
    {
        var count = Natural();
        return count <= Left / least
            ? (int)count
            : throw new WireException($"it announces {count:N0} of at least {least} bytes each, and {Left:N0} bytes are left");
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count > Left)
            throw new WireException($"it ends {count - Left:N0} bytes too early");
        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }
}
