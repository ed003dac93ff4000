namespace ActorMap;

/// <summary>
/// A journal can't be used: it is damaged, in use by another program, not writable, or was written for another map. Also when its disk is full: then what is
/// in it stays, and the map can be resumed.
/// </summary>
public sealed class JournalException : ActorMapException
{
    internal JournalException(string path, string message, Exception? innerException = null)
        : base($"The journal {path} {message}", innerException) => Path = path;

    /// <summary>The journal's path, as it was given.</summary>
    public string Path { get; }
}
