using ActorMap.Messages;

namespace ActorMap;

/// <summary>An item failed: the function threw, or its time was up.</summary>
public class MapItemException : ActorMapException
{
    internal MapItemException(string message, ItemFailure failure, Exception? innerException)
        : base(message, innerException)
    {
        Index = failure.Index;
        Attempts = failure.Attempts;
        Worker = failure.Worker;
        ErrorType = failure.ErrorType;
        ErrorMessage = failure.ErrorMessage;
        RemoteStackTrace = failure.StackTrace;
    }

    /// <summary>The item's position in the input, from 0.</summary>
    public long Index { get; }

    /// <summary>How often the item was tried, the first time included.</summary>
    public int Attempts { get; }

    /// <summary>The worker of the last try.</summary>
    public WorkerInfo Worker { get; }

    /// <summary>The full type name of what the function threw, such as <c>System.FormatException</c>.</summary>
    public string ErrorType { get; }

    /// <summary>The message of what the function threw, without ours around it.</summary>
    internal string ErrorMessage { get; }

    /// <summary>The stack trace of what the function threw, as text from where it ran; null where there is none.</summary>
    public string? RemoteStackTrace { get; }

    /// <summary>How many other failures had been seen when this one was thrown. 0 for a failure delivered as a value.</summary>
    public long FurtherFailures { get; internal set; }
}
