namespace ActorMap.Chunks;

/// <summary>
/// The item that a worker is in, where its time is limited: either the worker ends it or the router gives it up, never both, so that a value that
/// comes too late is not taken.
/// </summary>
internal struct RunningItem
{
    private const long None = 0;
    private const long GivenUp = -1;

    private long _running;
    private long _since;

    /// <summary>Whether the worker was given up: it must touch nothing more.</summary>
    public bool IsGivenUp => Volatile.Read(ref _running) == GivenUp;

    public void Begin(int offset, long now)
    {
        Volatile.Write(ref _since, now);
        Interlocked.CompareExchange(ref _running, offset + 1, None);
    }

    /// <summary>The item has ended by itself; false if it was given up before.</summary>
    public bool TryEnd(int offset) => Interlocked.CompareExchange(ref _running, None, offset + 1) == offset + 1;

    /// <summary>The item that runs, if any, and since when.</summary>
    public bool TryRead(out int offset, out long since)
    {
        var running = Volatile.Read(ref _running);
        since = Volatile.Read(ref _since);
        offset = (int)running - 1;
        return running > None && Volatile.Read(ref _running) == running;
    }

    public bool TryGiveUp(int offset) => Interlocked.CompareExchange(ref _running, GivenUp, offset + 1) == offset + 1;
}
