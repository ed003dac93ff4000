using ActorMap.Slots;

namespace ActorMap.Cluster.Processes;

/// <summary>The file in which a worker process notes what its workers run, as its parent sees it.</summary>
internal sealed class ProcessSlots : IDisposable
{
    private ProcessSlots(string path) => (Path, Board) = (path, SlotBoard.Create(path));

    public string Path { get; }

    public SlotBoard Board { get; }

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
        Board.Dispose();
        Hide();
    }
}
