namespace ActorMap.Node.Input.Packed;

/// <summary>A stream whose start has been looked at, and is read all the same.</summary>
internal sealed class PeekedStream : ReadOnlyStream
{
    private readonly Stream _inner;
    private readonly byte[] _start = new byte[4096];
    private int _position;
    private int _filled;

    internal PeekedStream(Stream inner)
    {
        _inner = inner;
        while (!FirstBytes.AreDecided(_start.AsSpan(0, _filled)) && inner.Read(_start.AsSpan(_filled)) is > 0 and var read) _filled += read;
    }

    internal StartOf Start => FirstBytes.Of(_start.AsSpan(0, _filled));

    internal PeekedStream Skip(int bytes)
    {
        _position += bytes;
        return this;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position == _filled) return _inner.Read(buffer);
        var taken = Math.Min(buffer.Length, _filled - _position);
        _start.AsSpan(_position, taken).CopyTo(buffer);
        _position += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
