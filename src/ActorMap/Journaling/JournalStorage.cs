namespace ActorMap.Journaling;

/// <summary>The bytes of a journal. Read from several threads, written by one.</summary>
internal abstract class JournalStorage : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Reads up to so many bytes; fewer only at the end.</summary>
    public abstract int Read(Span<byte> to, long at);

    public abstract void Write(ReadOnlySpan<byte> bytes, long at);

    /// <summary>What was written survives the loss of power once this returns.</summary>
    public abstract void Flush();

    public abstract void Cut(long length);

    public abstract void Dispose();
}
