namespace ActorMap;

/// <summary>The base of every error that ActorMap itself raises. A source's own exception and misuse at a call are not wrapped in it.</summary>
public class ActorMapException : Exception
{
    /// <summary>Creates the exception with a message of the framework's.</summary>
    public ActorMapException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong, which, and what to do.</param>
    public ActorMapException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong, which, and what to do.</param>
    /// <param name="innerException">Its cause.</param>
    public ActorMapException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
