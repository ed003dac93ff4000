namespace ActorMap.Messages;

/// <summary>What is known of a failed try of an item, as data: it can be made anywhere and travel.</summary>
/// <param name="Index">The item's position in the input.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Worker">The worker of this try.</param>
/// <param name="ErrorType">The full type name of what was thrown.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Its stack trace as text; null where there is none.</param>
/// <param name="Original">What was thrown, where it is in this process.</param>
/// <param name="Duration">How long the try took.</param>
internal sealed record ItemFailure(
    long Index, int Attempts, WorkerInfo Worker, string ErrorType, string ErrorMessage, string? StackTrace, Exception? Original, TimeSpan Duration)
{
    /// <summary>How the worker's process died of the item; null where it did not. It does not travel between processes: who sees one die is the one that tells. A journal keeps it.</summary>
    public ProcessDeath? Death { get; init; }
}

/// <summary>How a process died.</summary>
/// <param name="ExitCode">Its exit code; null where a signal ended it.</param>
/// <param name="Signal">The signal that ended it; null where none did.</param>
internal readonly record struct ProcessDeath(int? ExitCode, int? Signal);
