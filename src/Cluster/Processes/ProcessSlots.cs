using System.Globalization;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Memory;
using ActorMap.Slots;
using Microsoft.Win32.SafeHandles;

namespace ActorMap.Cluster.Processes;

/// <summary>Where a worker process notes what its workers run, as its parent sees it: memory that both have, or a file where there is none.</summary>
internal sealed class ProcessSlots : IDisposable
{
    private readonly Lock _lock = new();
    private bool _disposed;

    private readonly bool _isFile;

    private ProcessSlots(string path)
    {
        (Path, Board, _isFile) = (path, SlotBoard.Create(path), true);
    }

    private ProcessSlots(SafeFileHandle memory)
    {
        (Path, Board) = ($"/proc/{Environment.ProcessId}/fd/{memory.DangerousGetHandle()}", SlotBoard.Over(memory));
    }

    /// <summary>By which the process opens it, while this one lives.</summary>
    public string Path { get; }

    /// <summary>The exit code with which the process said that it ends by itself; null where it has not.</summary>
    public int? Ending
    {
        get
        {
            lock (_lock) return _disposed ? null : Board.Ending;
        }
    }

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

    /// <summary>A new one, for one process.</summary>
    /// <exception cref="PoolUnavailableException">It can't be made.</exception>
    public static ProcessSlots Create()
    {
        if (FileLimit.Bytes < SlotBoard.Bytes)
            throw new PoolUnavailableException(string.Create(CultureInfo.InvariantCulture, $"A worker process needs {SlotBoard.Bytes:N0} bytes for its notes, and no file of this process may be larger than {FileLimit.Bytes:N0}. Allow larger ones: ulimit -f unlimited."));
        if (OperatingSystem.IsLinux() && Linux.IsOpenToChildren && Linux.CreateMemory(SlotBoard.Bytes) is { } memory) return new ProcessSlots(memory);
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"actormap-{Guid.NewGuid():N}.slots");
        try
        {
            return new ProcessSlots(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PoolUnavailableException($"A worker process needs a file for its notes, and it can't be made: {path}: {error.Message} Set TMPDIR to a directory that can be written and has room.", error);
        }
    }

    /// <summary>Both sides have it: its name can go, and nothing is left behind even if both are killed.</summary>
    public void Hide()
    {
        if (!_isFile) return;
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
