namespace ActorMap;

/// <summary>A function could not be found, loaded or prepared. The message names it and those that are known.</summary>
public sealed class FunctionLoadException : ActorMapException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which function, why, and what to do.</param>
    /// <param name="innerException">Its cause, if any.</param>
    public FunctionLoadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
