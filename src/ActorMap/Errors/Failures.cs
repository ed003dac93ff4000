using ActorMap.Messages;

namespace ActorMap;

/// <summary>From what a function threw to data that can travel, and from the data to what the consumer sees.</summary>
internal static class Failures
{
    internal static ItemFailure Describe(Exception error, long index, int attempt, WorkerInfo worker, TimeSpan duration) =>
        new(index, attempt, worker, error.GetType().FullName ?? error.GetType().Name, MessageOf(error), Told(() => error.StackTrace), error, duration);

    internal static ItemFailure TimedOut(TimeSpan limit, long index, int attempt, WorkerInfo worker, TimeSpan duration) =>
        Describe(new TimeoutException($"Item {index} took longer than its time of {limit}."), index, attempt, worker, duration);

    /// <summary>A failure as it came from another process. A time that was up is no exception that somebody threw, so that it can be made anew here.</summary>
    internal static ItemFailure Arrived(this ItemFailure failure) =>
        failure is { Original: null, StackTrace: null } && failure.ErrorType == typeof(TimeoutException).FullName ? failure with { Original = new TimeoutException(failure.ErrorMessage) } : failure;

    internal static MapItemException ToException(this ItemFailure failure)
    {
        var tries = failure.Attempts == 1 ? string.Empty : $" after {failure.Attempts} tries";
        return new MapItemException(
            $"Item {failure.Index} failed{tries} on worker {failure.Worker}: {failure.ErrorType}: {failure.ErrorMessage}", failure, failure.Original);
    }

    internal static ActorMapException Unprepared(WorkerInfo worker, Exception error) =>
        new($"The function could not be prepared in worker {worker}: {error.GetType().FullName}: {MessageOf(error)}", error);

    internal static PoolUnavailableException NoWorkerLeft() =>
        new("The last worker of the map was lost, and its state was too large to keep a copy of for another. Start the map again.");

    internal static string MessageOf(Exception error) => Told(() => error.Message) ?? string.Empty;

    /// <summary>A user's exception may throw in its own members: the failure must be told all the same.</summary>
    private static string? Told(Func<string?> member)
    {
        try
        {
            return member();
        }
        catch (Exception broken)
        {
            return $"(reading it threw {broken.GetType().Name})";
        }
    }
}
