using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace ActorMap.Cluster.Wire;

/// <summary>Appends values to a rented buffer: whole numbers as varints, text as its length and UTF-8. What can't be read back is not written.</summary>
internal sealed class WireWriter : IDisposable
{
    private const string CutMark = " … (cut: too long for the wire)";
    private static readonly int CutMarkBytes = Encoding.UTF8.GetByteCount(CutMark);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(512);

    public int Length { get; private set; }

    /// <summary>What was written. It stays where it is until the next call.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>A number that may be anything, in four bytes.</summary>
    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    /// <summary>A number from 0.</summary>
    public void Natural(long value)
    {
        if (value < 0)
            throw new WireException($"a number that must not be negative is {value}, which is a defect of the sender");
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
            Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    /// <summary>How long something took. A clock may step back, but nothing takes less than no time.</summary>
    public void Duration(TimeSpan value) => Natural(Math.Max(0, value.Ticks));

    public void Guid(Guid value) => value.TryWriteBytes(Take(16));

    public void UInt128(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Take(16), value);

    public void Bytes(ReadOnlyMemory<byte> value)
    {
        Natural(value.Length);
        value.Span.CopyTo(Take(value.Length));
    }

    /// <summary>Text that has to arrive whole. Half a surrogate pair, which UTF-8 has no form for, arrives as U+FFFD.</summary>
    public void Name(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length > WireLimits.Name)
            throw new WireException(
                $"the name that begins with '{value[..40]}' has {length:N0} bytes and a name has at most {WireLimits.Name:N0}; use a shorter one");
        Natural(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>Text for a human, cut where it is too long.</summary>
    public void Text(string value, int limit = WireLimits.Text)
    {
        // A char is at least a byte, so that text of any length costs no more than the limit.
        var head = value.AsSpan(0, Math.Min(value.Length, limit + 1));
        var length = Encoding.UTF8.GetByteCount(head);
        if (length <= limit)
        {
            Natural(length);
            Encoding.UTF8.GetBytes(head, Take(length));
            return;
        }

        var kept = ArrayPool<byte>.Shared.Rent(limit);
        Utf8.FromUtf16(head, kept.AsSpan(0, limit - CutMarkBytes), out _, out length);
        Natural(length + CutMarkBytes);
        kept.AsSpan(0, length).CopyTo(Take(length));
        Encoding.UTF8.GetBytes(CutMark, Take(CutMarkBytes));
        ArrayPool<byte>.Shared.Return(kept);
    }

    public void Optional<T>(T? value, Action<WireWriter, T> write)
        where T : struct
    {
        Bool(value.HasValue);
        if (value is { } there)
            write(this, there);
    }

    public void Optional<T>(T? value, Action<WireWriter, T> write)
        where T : class
    {
        Bool(value is not null);
        if (value is not null)
            write(this, value);
    }

    public void Many<T>(T[] values, Action<WireWriter, T> write)
    {
        Natural(values.Length);
        foreach (var value in values)
            write(this, value);
    }

    /// <summary>The next bytes to be filled. They stay where they are until the next call.</summary>
    private Span<byte> Take(int count)
    {
        var needed = (long)Length + count;
        if (needed > WireLimits.Message)
            throw new WireException($"it needs at least {needed:N0} bytes and a message has at most {WireLimits.Message:N0}; large things travel as blobs");
        if (needed > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max((int)needed, _buffer.Length * 2));
            _buffer.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var taken = _buffer.AsSpan(Length, count);
        Length += count;
        return taken;
    }
}
