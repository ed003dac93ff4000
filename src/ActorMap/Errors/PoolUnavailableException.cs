namespace ActorMap;

/// <summary>The pool can't be reached or has too few workers; or it went away while a map ran on it.</summary>
public sealed class PoolUnavailableException : ActorMapException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which pool, why, and what to do.</param>
    /// <param name="innerException">Its cause, if any.</param>
    public PoolUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
