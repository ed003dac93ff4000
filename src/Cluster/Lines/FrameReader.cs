using System.Buffers.Binary;
using ActorMap.Cluster.Wire;

namespace ActorMap.Cluster.Lines;

/// <summary>Cuts what comes in, in whatever pieces, into frames: four bytes say how long each is.</summary>
/// <param name="longest">The bytes that a frame may have.</param>
internal sealed class FrameReader(int longest)
{
    public const int Prefix = sizeof(int);

    private byte[] _bytes = new byte[64 * 1024];
    private int _from;
    private int _to;

    /// <summary>Where the next bytes go; never empty.</summary>
    public Span<byte> Room => _bytes.AsSpan(_to);

    public void Add(int count) => _to += count;

    /// <summary>The next frame, which is its receiver's to keep; null where it is not there in whole.</summary>
    /// <exception cref="InvalidDataException">No frame is as long as this one says.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        var there = _to - _from;
        var length = there < Prefix ? 0 : BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_from));
        if (length < 0 || length > longest) throw new InvalidDataException($"A frame of {length:N0} bytes can't be.");
        if (there < Prefix || there < Prefix + length)
        {
            MakeRoom(Prefix + length);
            return null;
        }

        var frame = RentedFrame.Copy(_bytes.AsSpan(_from + Prefix, length));
        _from += Prefix + length;
        return frame;
    }

    /// <summary>What is there of the frame goes to the beginning, and to a longer buffer where the whole would not fit.</summary>
    private void MakeRoom(int wanted)
    {
        var bytes = wanted <= _bytes.Length ? _bytes : new byte[Math.Max(wanted, Math.Min(2 * _bytes.Length, Prefix + longest))];
        _bytes.AsSpan(_from, _to - _from).CopyTo(bytes);
        (_bytes, _from, _to) = (bytes, 0, _to - _from);
    }
}
