namespace ActorMap.Node.Input.Packed;

/// <summary>The characters of a UTF-8 stream, with <see cref="LosslessText"/> for what is none.</summary>
internal sealed class LosslessReader(Stream stream) : TextReader
{
    private readonly byte[] _bytes = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;
    private char _second;

    /// <summary>Whether there is nothing to read, which is known once something came or the stream has ended.</summary>
    internal bool IsEmpty()
    {
        if (_start == _end && !_ended) Fill();
        return _start == _end;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_second != default && !buffer.IsEmpty)
        {
            (buffer[0], _second) = (_second, default);
            return 1;
        }

        while (!buffer.IsEmpty)
        {
            var written = LosslessText.Decode(_bytes.AsSpan(_start, _end - _start), buffer, _ended, out var read);
            _start += read;
            if (written > 0) return written;
            if (_ended && _start == _end) return 0;
            if (_end - _start >= 4 || _ended) return ReadPair(buffer);
            Fill();
        }

        return 0;
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A character of two, where there is room for one.</summary>
    private int ReadPair(Span<char> buffer)
    {
        Span<char> pair = stackalloc char[2];
        LosslessText.Decode(_bytes.AsSpan(_start, _end - _start), pair, _ended, out var read);
        _start += read;
        (buffer[0], _second) = (pair[0], pair[1]);
        return 1;
    }

    private void Fill()
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        var read = stream.Read(_bytes.AsSpan(_end));
        _end += read;
        _ended = read == 0;
    }
}
