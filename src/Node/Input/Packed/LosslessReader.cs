namespace ActorMap.Node.Input.Packed;

/// <summary>The characters of a UTF-8 stream of rows, with <see cref="LosslessText"/> for what is none.</summary>
/// <param name="stream">The bytes.</param>
/// <param name="quotes">
/// Whether a line end between quotes is none of a row. Where there are none, the CSV library must be told a quote all the same, which it takes of ASCII alone: that is NUL, and what is one comes as
/// <see cref="LosslessText.Nul"/>.
/// </param>
internal sealed class LosslessReader(Stream stream, bool quotes) : TextReader
{
    /// <summary>A row from which so much has come that it is read on until it may have ended.</summary>
    internal const int LongRow = 64 * 1024;

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

    /// <summary>
    /// Before <paramref name="index"/> the CSV library has what came of a row. It looks at the row's last field anew after each read, and doubles the buffer where there is no room:
    /// a long row is read on while it can't have ended, so that it is looked at a few times, and not once for each piece of it.
    /// </summary>
    public override int Read(char[] buffer, int index, int count)
    {
        var read = Read(buffer.AsSpan(index, count));
        if (index < LongRow) return read;
        var quoted = quotes && buffer.AsSpan(0, index).Count('"') % 2 != 0;
        for (var more = read; more > 0 && !HasEnd(buffer.AsSpan(index + read - more, more), ref quoted) && read < count; read += more)
            more = Read(buffer.AsSpan(index + read, count - read));
        return read;
    }

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
            if (!quotes) buffer[..written].Replace('\0', LosslessText.Nul);
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

    /// <summary>A text of what was read, with its NULs.</summary>
    internal static string WithNuls(string text)
    {
        if (!text.Contains(LosslessText.Nul, StringComparison.Ordinal)) return text;
        var bytes = new byte[LosslessText.Room(text)];
        return LosslessText.Decode(bytes.AsSpan(0, LosslessText.Encode(text, bytes, hasNuls: true)));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }

    /// <param name="piece">What comes next of a row.</param>
    /// <param name="quoted">Whether it is between quotes, at its start and then at its end.</param>
    private bool HasEnd(ReadOnlySpan<char> piece, ref bool quoted)
    {
        while (true)
        {
            var quote = quotes ? piece.IndexOf('"') : -1;
            if (!quoted && piece[..(quote < 0 ? piece.Length : quote)].IndexOfAny('\r', '\n') >= 0) return true;
            if (quote < 0) return false;
            quoted = !quoted;
            piece = piece[(quote + 1)..];
        }
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
