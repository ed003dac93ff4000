using ActorMap.Cluster.Links;

namespace ActorMap.Cluster.Processes;

/// <summary>A place of a process pool, which one worker process takes after the other.</summary>
/// <param name="number">Which, from 0.</param>
internal sealed class Seat(int number)
{
    public string Name { get; } = $"worker-{number}";

    /// <summary>What the process before was in when it died, for the next.</summary>
    public Quarantine Quarantine { get; } = new();

    /// <summary>The process that has the place.</summary>
    public WorkerProcess Process { get; private set; } = null!;

    /// <summary>Whether a worker is in an item.</summary>
    public bool IsBusy => Slots.Board.Read().Count > 0;

    private ProcessSlots Slots { get; set; } = null!;

    private long? MemoryLimit { get; set; }

    public void Take(WorkerProcess process, ProcessSlots slots) => (Process, Slots, MemoryLimit) = (process, slots, null);

    public void EndForMemory(long limit)
    {
        MemoryLimit = limit;
        Process.Kill();
    }

    // A node that was taken for dead, or must be started anew: those that are members of a cluster end so.
    private const int Downed = 3, Quarantined = 75;

    /// <summary>How the process died and what it was in; null where nobody is to blame: it made way, or its node ended by itself.</summary>
    public Death? Inquire(WorkerExit exit) =>
        exit.Code is WorkerExitCode.Recycled or WorkerExitCode.StoppedLate or WorkerExitCode.Orphaned or Downed or Quarantined ? null : new Death(exit, Slots.Board.Read(), MemoryLimit);

    public async ValueTask LeaveAsync()
    {
        await Process.DisposeAsync().ConfigureAwait(false);
        Slots.Dispose();
    }
}
