namespace ActorMap.Node.Programs;

/// <summary>
/// Sends values to a program, a line each, and takes its lines. Both at once and in one thread: no more is written than the pipe has room for, and what comes is
/// read meanwhile, so that neither side waits for the other for ever.
/// </summary>
internal sealed class LineExchange(int input, int output, Func<bool> hasEnded)
{
    private const int Staged = 32 * 1024;

    // How often it is looked whether anybody still waits, where a program of a program's holds the pipe open.
    private const int LookEvery = 100;

    // One who reads no more but goes on has so many looks to say what it still has to say.
    private const int Patience = 10;

    // What a program wrote before it ended is there at the next look; what it has started may hold its output open for ever.
    private const int LastLooks = 2;

    // After so many, somebody should be told that a program keeps its first answer to itself.
    private const int Long = 100;

    // With so many answers to come it pays to let some gather: a program that sends each by itself would wake us for each.
    private const int Many = 256;
    private const int Few = 32;

    private readonly byte[] _staging = new byte[Staged];
    private readonly Posix.PollEntry[] _entries = new Posix.PollEntry[2];
    private int _staged;
    private int _sent;
    private int _item;
    private int _offset;
    private int _count;
    private bool _isRefused;

    /// <summary>What to do when no answer comes for 10 s.</summary>
    internal Action? Silent { get; set; }

    /// <summary>Whether it was given all, or reads no more: else a line that came can't be an answer to what it has not read.</summary>
    internal bool IsGiven => _isRefused || (_item == _count && _sent == _staged);

    /// <summary>Sends all values, and takes lines until there are as many more.</summary>
    /// <returns>False where the program ended or closed its output before.</returns>
    internal bool Run(ReadOnlySpan<JsonText> values, AnswerLines lines, CancellationToken cancellation)
    {
        (_staged, _sent, _item, _offset, _count, _isRefused) = (0, 0, 0, 0, values.Length, false);
        var (silence, looks, all) = (0, 0, lines.Count + values.Length);
        while (lines.Count < all)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_isRefused && _sent == _staged) Stage(values);
            var isSending = !_isRefused && _sent < _staged;
            if (Wait(isSending) == 0)
            {
                var isOver = hasEnded();
                if ((isOver || _isRefused) && ++silence >= (isOver ? LastLooks : Patience))
                {
                    if (isOver) lines.Close();
                    return lines.Count >= all;
                }

                if (++looks == Long && lines.Count == 0) Silent?.Invoke();
                continue;
            }

            if (isSending && _entries[1].Returned != 0) Send();
            if (_entries[0].Returned == 0) continue;
            silence = 0;
            var before = lines.Count;
            if (!Take(lines)) return lines.Count >= all;
            var missing = all - lines.Count;
            if (missing > Many && lines.Count - before is > 0 and < Few) Posix.Poll([], 1);
        }

        return true;
    }

    /// <summary>Waits for output that nobody asked for.</summary>
    /// <returns>Whether there is some, or the end.</returns>
    internal bool HasMore(int milliseconds)
    {
        _entries[0] = new Posix.PollEntry { Descriptor = output, Events = Posix.CanRead };
        return Posix.Poll(_entries.AsSpan(0, 1), milliseconds) > 0;
    }

    /// <summary>Takes what there is.</summary>
    /// <returns>False at the end.</returns>
    internal bool Take(AnswerLines lines)
    {
        var count = Posix.Read(output, lines.Room());
        lines.Filled(count);
        if (count == 0) lines.Close();
        return count > 0;
    }

    private int Wait(bool isSending)
    {
        _entries[0] = new Posix.PollEntry { Descriptor = output, Events = Posix.CanRead };
        _entries[1] = new Posix.PollEntry { Descriptor = input, Events = Posix.CanWrite };
        return Posix.Poll(_entries.AsSpan(0, isSending ? 2 : 1), LookEvery);
    }

    private void Send()
    {
        var count = Posix.Write(input, _staging.AsSpan(_sent, Math.Min(_staged - _sent, Posix.WholePage)));
        if (count < 0) _isRefused = true;
        else _sent += count;
    }

    /// <summary>Fills the staging buffer with the next values; a long one goes through it in parts.</summary>
    private void Stage(ReadOnlySpan<JsonText> values)
    {
        (_staged, _sent) = (0, 0);
        while (_item < values.Length && _staged < Staged)
        {
            var rest = values[_item].Bytes[_offset..];
            if (rest.Length >= Staged - _staged)
            {
                var part = rest[..(Staged - _staged)];
                part.CopyTo(_staging.AsSpan(_staged));
                _staged = Staged;
                _offset += part.Length;
                return;
            }

            rest.CopyTo(_staging.AsSpan(_staged));
            _staged += rest.Length;
            _staging[_staged++] = (byte)'\n';
            (_item, _offset) = (_item + 1, 0);
        }
    }
}
