namespace ActorMap.Journaling;

/// <summary>
/// Frames one behind the other, each with its checksums, each durable before the next is begun. So only the last can be cut short: what is unreadable before
/// a frame that is readable was altered later.
/// </summary>
internal sealed class JournalFile(string path, JournalStorage storage) : IDisposable
{
    private const int Window = 1 << 20;

    private byte[] _frame = new byte[Window];
    private long _end;

    private static ReadOnlySpan<byte> Signature => "ActorMap-journal"u8;

    public string Path => path;

    /// <summary>Whether nothing durable is in it yet.</summary>
    public bool IsEmpty => _end == 0;

    /// <summary>Goes through the frames that are there, in order, and cuts off a last one that a crash cut short.</summary>
    /// <param name="seen">Told each frame's content and where it is.</param>
    /// <returns>How many bytes were cut off.</returns>
    /// <exception cref="JournalException">It is no journal, or it was altered.</exception>
    public long Scan(Action<ReadOnlyMemory<byte>, long> seen)
    {
        var length = storage.Length;
        Span<byte> head = stackalloc byte[FrameHead.Size];
        var read = storage.Read(head, 0);
        if (!Signature.StartsWith(head[..read])) throw new JournalException(path, "is no journal of ActorMap. Name another file; this one is left as it is.");
        if (read < Signature.Length) return Begin(length);
        var at = (long)Signature.Length;
        while (at < length)
        {
            read = storage.Read(head, at);
            if (!FrameHead.TryRead(head[..read], out var frame) || !TryReadContent(frame, at + FrameHead.Size)) break;
            seen(_frame.AsMemory(0, frame.Length), at + FrameHead.Size);
            at += FrameHead.Size + frame.Length;
        }

        if (at < length && AnyFrameAfter(at + 1, length))
            throw new JournalException(path, $"was altered at byte {at:N0}: a checksum does not match, and what follows is readable, so this is no crash's doing. Look after the disk; to run the map anew, remove the journal.");
        if (at == Signature.Length) return Begin(length);
        Cut(at);
        return length - at;
    }

    /// <summary>Appends a frame; it is durable when this returns.</summary>
    public void Append(ReadOnlySpan<byte> content)
    {
        var start = _end == 0 ? Signature.Length : 0;
        var all = start + FrameHead.Size + content.Length;
        if (_frame.Length < all) _frame = new byte[all];
        if (start > 0) Signature.CopyTo(_frame);
        new FrameHead(content.Length, Checksum.Of(content)).Write(_frame.AsSpan(start));
        content.CopyTo(_frame.AsSpan(start + FrameHead.Size));
        storage.Write(_frame.AsSpan(0, all), _end);
        storage.Flush();
        _end += all;
    }

    public byte[] Read(long at, int length)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        if (storage.Read(bytes, at) < length) throw new JournalException(path, $"was cut short at byte {at:N0} while it was read. Leave it alone while a map runs.");
        return bytes;
    }

    public void Dispose() => storage.Dispose();

    private long Begin(long length)
    {
        if (length > 0) storage.Cut(0);
        return 0;
    }

    private void Cut(long at)
    {
        if (storage.Length > at) storage.Cut(at);
        _end = at;
    }

    private bool TryReadContent(FrameHead head, long at)
    {
        if (head.Length > storage.Length - at) return false;
        if (_frame.Length < head.Length) _frame = new byte[head.Length];
        var content = _frame.AsSpan(0, head.Length);
        return storage.Read(content, at) == head.Length && Checksum.Of(content) == head.Content;
    }

    private bool AnyFrameAfter(long at, long length)
    {
        while (at < length)
        {
            var window = _frame.AsSpan(0, storage.Read(_frame.AsSpan(0, Window), at));
            for (var next = 0; window[next..].IndexOf(FrameHead.Mark) is >= 0 and var found; next += found + 1)
            {
                if (FrameHead.TryRead(window[(next + found)..], out _)) return true;
            }

            // A head may lie across two windows.
            if (window.Length < FrameHead.Size) return false;
            at += window.Length - FrameHead.Size + 1;
        }

        return false;
    }
}
