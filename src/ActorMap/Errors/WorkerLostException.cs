using ActorMap.Messages;

namespace ActorMap;

/// <summary>The item was being worked on each time a worker died, often enough to be the cause.</summary>
public sealed class WorkerLostException : MapItemException
{
    internal WorkerLostException(string message, ItemFailure failure, int? exitCode, int? signal)
        : base(message, failure, null)
    {
        ExitCode = exitCode;
        Signal = signal;
        Node = failure.Worker.Node;
    }

    /// <summary>The exit code of the worker's process; null where it ended by a signal or is not known.</summary>
    public int? ExitCode { get; }

    /// <summary>The signal that ended the worker's process, such as 9; null where it exited or is not known.</summary>
    public int? Signal { get; }

    /// <summary>The node whose worker died last.</summary>
    public string Node { get; }
}
