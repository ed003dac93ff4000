using ActorMap.Journaling;

namespace ActorMap.Tests.Journaling;

/// <summary>A disk of so many bytes.</summary>
internal sealed class MemoryStorage(MemoryStream bytes, long room = long.MaxValue) : JournalStorage
{
    public override long Length
    {
        get
        {
            lock (bytes) return bytes.Length;
        }
    }

    public override int Read(Span<byte> to, long at)
    {
        lock (bytes)
        {
            bytes.Position = at;
            return bytes.Read(to);
        }
    }

    public override void Write(ReadOnlySpan<byte> content, long at)
    {
        lock (bytes)
        {
            bytes.Position = at;
            bytes.Write(content[..(int)Math.Min(content.Length, Math.Max(0, room - at))]);
            if (at + content.Length > room) throw new IOException("No space left on device");
        }
    }

    public override void Flush()
    {
    }

    public override void Cut(long length)
    {
        lock (bytes) bytes.SetLength(length);
    }

    public override void Dispose()
    {
    }
}
