using System.ComponentModel;
using ActorMap.Cluster.Lines;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Systems;

namespace ActorMap.Cluster.Processes;

/// <summary>Starts the processes of a pool, each with its memory and the file of its notes.</summary>
/// <param name="options">How they are to be.</param>
/// <param name="memory">What all of them can read; null where there is none.</param>
/// <param name="door">Where they reach this program.</param>
internal sealed class ProcessLauncher(ProcessOptions options, MemoryArea? memory, LineDoor door)
{
    /// <summary>How many items a process runs before another takes its place.</summary>
    public long Items { get; } = options.ItemsPerWorker is { } items ? (long)items * options.WorkersPerProcess : long.MaxValue;

    /// <summary>Starts a process and waits until its node is ready.</summary>
    /// <exception cref="PoolUnavailableException">It can't be started, or does not get ready.</exception>
    public async Task<Tenant> LaunchAsync(string name, CancellationToken cancellationToken)
    {
        var slots = ProcessSlots.Create();
        var written = memory is null ? null : MemoryArea.TryCreate();
        var key = Guid.NewGuid();
        var line = door.Await(key);
        WorkerProcess? process = null;
        try
        {
            var settings = new ProcessSettings(options.WorkersPerProcess, ConfigText.Of(options.Config), slots.Path)
            {
                Door = door.Port, Key = key,
                Items = Items, Memory = options.MemoryLimit ?? long.MaxValue,
                Reads = written is null ? string.Empty : memory!.Path, Writes = written?.Path ?? string.Empty,
            };
            var command = new WorkerCommand(new WorkerArguments(name, settings.Text())) { Workers = options.WorkersPerProcess, StartTimeout = options.StartTimeout };
            process = await WorkerProcess.StartAsync(command, options.Time, cancellationToken).ConfigureAwait(false);
            slots.Hide();
            var shared = written is not null && process.SharesMemory ? new MemoryPair(memory!, written) : null;
            return new Tenant(process, slots, shared, await line.WaitAsync(options.StartTimeout, options.Time, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            door.Forget(key);
            if (line.IsCompletedSuccessfully) (await line.ConfigureAwait(false)).Close();
            if (process is not null) await process.DisposeAsync().ConfigureAwait(false);
            slots.Dispose();
            if (error is IOException or UnauthorizedAccessException or OutOfMemoryException or Win32Exception) throw new PoolUnavailableException($"The worker process '{name}' can't be started: {error.Message}", error);
            if (error is not TimeoutException) throw;
            throw new PoolUnavailableException($"The worker process '{name}' is ready, but no connection from it was taken within {options.StartTimeout.TotalSeconds} s: has this program too many files open?", error);
        }
    }
}
