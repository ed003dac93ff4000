using ActorMap.Cluster.Lines;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Slots;

namespace ActorMap.Cluster.Processes;

/// <summary>A worker process that has a place in a pool, with its connection and the file of its notes, and why it was ended, where it was.</summary>
internal sealed class Tenant(WorkerProcess process, ProcessSlots slots, MemoryPair? memory = null, LineSocket? line = null) : IOwnProcess
{
    // A node that was taken for dead, or must be started anew: those that are members of a cluster end so.
    private const int Downed = 3, Quarantined = 75;

    // What a process sent before it ended is read in no time, but something that it started may hold its connection open for ever.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private long? _memoryLimit;
    private TimeSpan? _silence;
    private IReadOnlyList<NotedItems> _overdue = [];

    public WorkerProcess Process => process;

    /// <summary>Null where it is a member of a cluster, which is reached by remoting.</summary>
    public LineSocket? Line => line;

    public MemoryPair? Memory => memory;

    /// <summary>Whether a worker is in an item.</summary>
    public bool IsBusy => ReadNotes().Count > 0;

    public IReadOnlyList<NotedItems> ReadNotes() => slots.Read();

    // The child's clock: the same on one machine, whatever the pool's is.
    public IReadOnlyList<NotedItems> ReadOverdue() => slots.ReadOverdue(TimeProvider.System.GetTimestamp());

    public void EndForMemory(long limit) => End(() => _memoryLimit = limit);

    public void EndForSilence(TimeSpan silence) => End(() => _silence = silence);

    public void EndForTime(IReadOnlyList<NotedItems> overdue) => End(() => _overdue = overdue);

    /// <summary>How the process died and what it was in; null where nobody is to blame: it made way, or its node ended by itself.</summary>
    public Death? Inquire(WorkerExit exit)
    {
        // A function may end the process with such a code, too; it does not say so before.
        if (slots.Ending == exit.Code && exit.Code is (WorkerExitCode.Recycled or WorkerExitCode.StoppedLate or WorkerExitCode.Orphaned or Downed or Quarantined)) return null;
        lock (_lock) return new Death(exit, slots.Read(), _memoryLimit) { Silence = _silence, Overdue = _overdue };
    }

    /// <summary>Whether it ended to make way for a fresh one.</summary>
    public bool HasMadeWay(WorkerExit exit) => exit.Code == WorkerExitCode.Recycled && slots.Ending == exit.Code;

    public async Task LeaveAsync()
    {
        await process.DisposeAsync().ConfigureAwait(false);
        if (line is not null) await line.CloseAsync(LastWords, TimeProvider.System).ConfigureAwait(false);
        slots.Dispose();
    }

    /// <summary>The first reason is the one that counts.</summary>
    private void End(Action because)
    {
        lock (_lock)
        {
            if (_memoryLimit is null && _silence is null && _overdue.Count == 0) because();
        }

        process.Kill();
    }
}
