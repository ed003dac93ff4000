namespace ActorMap.Cluster.SharedMemory;

/// <summary>Memory between a program and a process that it started: one area each writes, and the other reads.</summary>
/// <param name="Own">What this side writes.</param>
/// <param name="Theirs">What this side reads.</param>
internal sealed record MemoryPair(MemoryArea Own, MemoryArea Theirs)
{
    /// <summary>In a process that was started: null where it can't have both, and large bytes go by messages.</summary>
    /// <param name="read">The path of the area that the other side writes; empty where it has none.</param>
    /// <param name="written">The path of the area that this side writes.</param>
    public static MemoryPair? TryOpen(string read, string written)
    {
        if (read.Length == 0 || MemoryArea.TryOpen(read, toWrite: false) is not { } theirs) return null;
        return MemoryArea.TryOpen(written, toWrite: true) is { } own ? new MemoryPair(own, theirs) : null;
    }
}
