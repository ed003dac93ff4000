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

    private ProcessSlots Slots { get; set; } = null!;

    public void Take(WorkerProcess process, ProcessSlots slots) => (Process, Slots) = (process, slots);

    /// <summary>How the process died and what it was in; null where nobody is to blame: it made way, or its node ended by itself.</summary>
    public Death? Inquire(WorkerExit exit) =>
        exit.Code is WorkerExitCode.Recycled or WorkerExitCode.StoppedLate or WorkerExitCode.Orphaned or 3 or 75 ? null : new Death(exit, Slots.Board.Read());

    public async ValueTask LeaveAsync()
    {
        await Process.DisposeAsync().ConfigureAwait(false);
        Slots.Dispose();
    }
}
