using ActorMap.Cluster.SharedMemory;

namespace ActorMap.Cluster.Processes;

/// <summary>Starts the processes of a pool, each with its memory and the file of its notes.</summary>
/// <param name="options">How they are to be.</param>
/// <param name="memory">What all of them can read; null where there is none.</param>
internal sealed class ProcessLauncher(ProcessOptions options, MemoryArea? memory)
{
    /// <summary>How many items a process runs before another takes its place.</summary>
    public long Items { get; } = options.ItemsPerWorker is { } items ? (long)items * options.WorkersPerProcess : long.MaxValue;

    /// <summary>Starts a process and waits until its node is ready.</summary>
    /// <exception cref="PoolUnavailableException">It can't be started, or does not get ready.</exception>
    public async Task<Tenant> LaunchAsync(string name, CancellationToken cancellationToken)
    {
        var slots = ProcessSlots.Create();
        var written = memory is null ? null : MemoryArea.TryCreate();
        try
        {
            var settings = new ProcessSettings(options.WorkersPerProcess, options.Config?.ToString(includeFallback: false) ?? string.Empty, slots.Path)
            {
                Items = Items, Memory = options.MemoryLimit ?? long.MaxValue,
                Reads = written is null ? string.Empty : memory!.Path, Writes = written?.Path ?? string.Empty,
            };
            var command = new WorkerCommand(new WorkerArguments(name, settings.Text())) { StartTimeout = options.StartTimeout };
            var process = await WorkerProcess.StartAsync(command, options.Time, cancellationToken).ConfigureAwait(false);
            slots.Hide();
            return new Tenant(process, slots, written is not null && process.SharesMemory ? new MemoryPair(memory!, written) : null);
        }
        catch
        {
            slots.Dispose();
            throw;
        }
    }
}
