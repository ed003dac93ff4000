using System.Globalization;
using ActorMap.Messages;

namespace ActorMap;

/// <summary>From what a function threw to data that can travel, and from the data to what the consumer sees.</summary>
internal static class Failures
{
    // What lies behind an error is told so deep; what was made by wrapping over and over says no more by then.
    private const int CausesTold = 10;

    internal static ItemFailure Describe(Exception error, long index, int attempt, WorkerInfo worker, TimeSpan duration) =>
        new(index, attempt, worker, error.GetType().FullName ?? error.GetType().Name, MessageOf(error), Told(() => StackOf(error, CausesTold)), error, duration);

    internal static ItemFailure TimedOut(TimeSpan limit, long index, int attempt, WorkerInfo worker, TimeSpan duration) =>
        Describe(new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Item {index} took longer than its time of {limit.TotalSeconds:0.#######} s.")), index, attempt, worker, duration);

    /// <summary>A failure as it came from another process. A time that was up is no exception that somebody threw, so that it can be made anew here.</summary>
    internal static ItemFailure Arrived(this ItemFailure failure) =>
        failure is { Original: null, StackTrace: null } && failure.ErrorType == typeof(TimeoutException).FullName ? failure with { Original = new TimeoutException(failure.ErrorMessage) } : failure;

    /// <summary>The process that ran it died, as often as it may; the last time it ran nothing else.</summary>
    internal static ItemFailure Lost(long index, int attempt, int kills, WorkerInfo worker, string how, int? exitCode, int? signal) =>
        new(index, attempt + kills - 1, worker, typeof(WorkerLostException).FullName!, Died(kills, how), null, null, TimeSpan.Zero) { Death = new ProcessDeath(exitCode, signal) };

    internal static MapItemException ToException(this ItemFailure failure)
    {
        var tries = failure.Attempts == 1 ? string.Empty : $" after {failure.Attempts} tries";
        var message = $"Item {failure.Index} failed{tries} on worker {failure.Worker}: {failure.ErrorType}: {failure.ErrorMessage}";
        return failure.Death is { } death ? new WorkerLostException(message, failure, death.ExitCode, death.Signal) : new MapItemException(message, failure, failure.Original);
    }

    private static string Died(int kills, string how) => kills == 1
        ? $"the worker process died while it ran this item and no other: {how}"
        : $"{kills} worker processes died while they ran this item, the last one while it ran no other: {how}";

    internal static ActorMapException Unprepared(WorkerInfo worker, Exception error) =>
        new($"The function could not be prepared in worker {worker}: {error.GetType().FullName}: {MessageOf(error)}", error);

    internal static PoolUnavailableException NoWorkerLeft() =>
        new("No worker of the map is left: the last was given up while it was in the middle of the map, with its copy of a state that is too large to keep one more of. Start the map again.");

    /// <summary>That a type's initializer threw says nothing by itself.</summary>
    internal static string MessageOf(Exception error) =>
        Told(() => error is TypeInitializationException { InnerException: { } cause } ? $"{error.Message} {cause.GetType().FullName}: {MessageOf(cause)}" : error.Message) ?? string.Empty;

    /// <summary>As <see cref="Exception.ToString"/> has it, without the error itself: who is told of it elsewhere has no other way to what lies behind it.</summary>
    private static string? StackOf(Exception error, int causes) => error.InnerException is { } cause && causes > 0
        ? $" ---> {cause.GetType().FullName}: {MessageOf(cause)}\n{StackOf(cause, causes - 1)}\n   --- End of inner exception stack trace ---\n{error.StackTrace}"
        : error.StackTrace;

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
