namespace ActorMap.Node.Input.Packed;

/// <summary>
/// Gzip data on their way to the framework's reader, which stops without a word at whatever follows a member and is no other, and does not tell where. So it gets them in pieces that are
/// zeros only or do not end in one: of the piece that it stopped in its last byte is left, and that tells padding, as tapes and disks have it, from all else.
/// </summary>
internal sealed class GzipData(Stream packed) : ReadOnlyStream
{
    // A member begins with both. Of the first alone the reader waits for the second, and says nothing if there is none.
    private const byte First = 0x1F;
    private const byte Second = 0x8B;

    private int _zeros;
    private byte _last;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        if (_zeros > 0)
        {
            var zeros = buffer[..Math.Min(_zeros, buffer.Length)];
            zeros.Clear();
            (_zeros, _last) = (_zeros - zeros.Length, 0);
            return zeros.Length;
        }

        var read = packed.Read(buffer);
        if (read == 0) return End(buffer);
        var length = buffer[..read].TrimEnd((byte)0).Length;
        if (length > 0) _zeros = read - length;
        else length = read;
        _last = buffer[length - 1];
        return length;
    }

    /// <summary>Whether more than padding is left, now that the reader has stopped.</summary>
    internal bool GoesOn()
    {
        if (_ended) return false;
        if (_last != 0) return true;
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) is > 0 and var read)
        {
            if (rest[..read].ContainsAnyExcept((byte)0)) return true;
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) packed.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>If the last byte began a member, it is now one that is cut short; if it was the last of one, what comes now is none, and the reader stops at it.</summary>
    private int End(Span<byte> buffer)
    {
        var asks = !_ended && _last == First && !buffer.IsEmpty;
        _ended = true;
        if (!asks) return 0;
        buffer[0] = Second;
        return 1;
    }
}
