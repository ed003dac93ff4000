using ActorMap.Node.Input;

namespace ActorMap.Node.Programs;

/// <summary>The lines that a program has answered with: one stretch of bytes, and where each line lies in it.</summary>
/// <param name="longest">How long a line may be: as a record.</param>
internal sealed class AnswerLines(int longest = LineReader.LongestRecord)
{
    private const int Usual = 64 * 1024;

    private readonly List<(int Start, int Length)> _lines = [];
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(Usual);
    private int _filled;
    private int _rest;

    internal int Count => _lines.Count;

    /// <summary>Whether a line has begun that has no end yet.</summary>
    internal bool HasRest => _filled > _rest;

    internal JsonText this[int index]
    {
        get
        {
            var (start, length) = _lines[index];
            return new JsonText(_bytes, start, length);
        }
    }

    /// <summary>Whether the last line has no end, because nothing came behind it.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>Where the next bytes go.</summary>
    internal Span<byte> Room()
    {
        if (_filled - _rest > longest) throw new ProgramException("too much output", $"the program wrote more than {longest:N0} bytes in one line, which is the most, and no end of it is to be seen");
        if (_bytes.Length - _filled < Usual / 2)
        {
            if (_bytes.Length == Array.MaxLength) throw new ProgramException("too much output", $"the program wrote more than {Array.MaxLength:N0} bytes and no end of it is to be seen");
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, _bytes.Length * 2L));
        }

        return _bytes.AsSpan(_filled);
    }

    /// <summary>So many bytes were put there.</summary>
    internal void Filled(int count)
    {
        var from = _filled;
        _filled += count;
        while (_bytes.AsSpan(from, _filled - from).IndexOf((byte)'\n') is >= 0 and var at)
        {
            Add(from + at);
            from = _rest = from + at + 1;
        }
    }

    /// <summary>Nothing more comes: what has no end is a line all the same.</summary>
    internal void Close()
    {
        if (!HasRest) return;
        Add(_filled);
        IsCut = true;
        _rest = _filled;
    }

    /// <summary>The text from a line on, for an error.</summary>
    internal ReadOnlySpan<byte> From(int index)
    {
        var start = index < _lines.Count ? _lines[index].Start : _rest;
        return _bytes.AsSpan(start, _filled - start);
    }

    private void Add(int end)
    {
        var line = _bytes.AsSpan(_rest, end - _rest);
        var length = line.Length > 0 && line[^1] == (byte)'\r' ? line.Length - 1 : line.Length;
        _lines.Add((_rest, length));
    }
}
