using System.Buffers;

namespace ActorMap.Node.Results;

/// <summary>Where one worker encodes: results lie side by side, so that a result costs no allocation of its own.</summary>
internal sealed class EncodingBuffer : IBufferWriter<byte>
{
    // Below the large object heap's threshold; what is kept alive by one slow result stays small.
    private const int Size = 32 * 1024;
    private const int LeastRoom = 256;

    private byte[] _bytes = [];
    private int _start;
    private int _filled;

    public void Advance(int count) => _filled += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_filled);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_filled);
    }

    internal void Write(byte value)
    {
        Reserve(1);
        _bytes[_filled++] = value;
    }

    /// <summary>How much was written since the last one was taken.</summary>
    internal int Written => _filled - _start;

    /// <summary>Forgets what was written behind that much.</summary>
    internal void CutTo(int written) => _filled = _start + written;

    /// <summary>What was written since the last one.</summary>
    internal Encoded Take()
    {
        var taken = new Encoded(_bytes, _start, _filled - _start);
        _start = _filled;
        return taken;
    }

    /// <summary>Forgets what a failed encoding has written.</summary>
    internal void Discard() => _filled = _start;

    private void Reserve(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_bytes.Length - _filled >= needed) return;

        // Results that were taken stay in the old buffer; only the one being written moves.
        var written = _filled - _start;
        var next = GC.AllocateUninitializedArray<byte>(Math.Max(Size, Math.Max(written + needed + LeastRoom, (int)Math.Min(written * 2L, Array.MaxLength))));
        _bytes.AsSpan(_start, written).CopyTo(next);
        (_bytes, _start, _filled) = (next, 0, written);
    }
}
