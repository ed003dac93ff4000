using ActorMap.Slots;

namespace ActorMap.Cluster.Processes;

/// <summary>The file in which a worker process notes what its workers run, as its parent sees it.</summary>
internal sealed class ProcessSlots : IDisposable
{
    private readonly Lock _lock = new();
    private bool _disposed;

    private ProcessSlots(string path) => (Path, Board) = (path, SlotBoard.Create(path));

    public string Path { get; }

    private SlotBoard Board { get; }

    /// <summary>What the process has noted; nothing more where this is disposed.</summary>
    public IReadOnlyList<NotedItems> Read()
    {
        lock (_lock) return _disposed ? [] : Board.Read();
    }

    /// <summary>What has a worker's thread for longer than it may.</summary>
    public IReadOnlyList<NotedItems> ReadOverdue(long now)
    {
        lock (_lock) return _disposed ? [] : Board.ReadOverdue(now);
    }

    /// <summary>A new file, for one process.</summary>
    /// <exception cref="PoolUnavailableException">It can't be made.</exception>
    public static ProcessSlots Create()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"actormap-{Guid.NewGuid():N}.slots");
        try
        {
            return new ProcessSlots(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PoolUnavailableException($"A worker process needs a file for its notes, and it can't be made: {path}: {error.Message} Set TMPDIR to a directory that can be written.", error);
        }
    }

    /// <summary>Both sides have it: its name can go, and nothing is left behind even if both are killed.</summary>
    public void Hide()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Windows keeps what is in use; it goes when this is disposed.
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            Board.Dispose();
        }

        Hide();
    }
}
