using ActorMap.Messages;
using Akka.Event;

namespace ActorMap.Telemetry;

/// <summary>Every line that the library logs.</summary>
internal static class Log
{
    public static void AsyncVoidThrew(ILoggingAdapter log, WorkerInfo worker, Exception error) =>
        log.Error(error, "Worker {0}: an 'async void' in a function threw; it belongs to no item and is not part of any result", worker);

    public static void CallbackThrew(ILoggingAdapter log, JobId job, Exception error) =>
        log.Warning(error, "{0}: a callback that a function registered with its token threw; it belongs to no item and is not part of any result", job);

    public static void WorkerAbandoned(ILoggingAdapter log, WorkerInfo worker, WorkerInfo replacement) =>
        log.Warning("Worker {0} does not come back from a function and is given up; {1} takes its place", worker, replacement);

    public static void WorkerFailed(ILoggingAdapter log, WorkerInfo worker, WorkerInfo replacement) =>
        log.Error("Worker {0} failed; {1} takes its place", worker, replacement);

    public static void DisposeThrew(ILoggingAdapter log, JobId job, Exception error) =>
        log.Warning(error, "{0}: disposing the function threw in a worker", job);

    public static void ProgressThrew(ILoggingAdapter log, JobId job, Exception error) =>
        log.Warning(error, "{0}: the progress handler threw and is not called again", job);
}
