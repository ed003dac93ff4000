using ActorMap.Cluster.SharedMemory;
using ActorMap.Slots;

namespace ActorMap.Cluster.Links;

/// <summary>What a link sees of the process behind its node, and may do to it, where it is one of the pool's own.</summary>
internal interface IOwnProcess
{
    /// <summary>The memory that it has in common with this program; null where it has none.</summary>
    MemoryPair? Memory { get; }

    /// <summary>What its workers are in now.</summary>
    IReadOnlyList<NotedItems> ReadNotes();

    /// <summary>What has a worker's thread for longer than it may.</summary>
    IReadOnlyList<NotedItems> ReadOverdue();

    /// <summary>It hangs as a whole: ends it, and another takes its place.</summary>
    void EndForSilence(TimeSpan silence);

    /// <summary>These items never leave their threads: ends it, and another takes its place.</summary>
    void EndForTime(IReadOnlyList<NotedItems> overdue);
}
