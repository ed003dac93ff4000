namespace ActorMap;

/// <summary>A function object that prepares itself in each worker, once, before the worker's first item.</summary>
/// <remarks>
/// The function's other end is <see cref="IDisposable"/> or <see cref="IAsyncDisposable"/>: called once in each worker, on every path. The start and the asynchronous end of an <see cref="IAsyncMapFunction{TIn,TOut}"/> run
/// as its items do: what follows an <c>await</c> comes back to the worker, so await, and do not block on a task. Those of any other function may block.
/// </remarks>
public interface IWorkerStart
{
    /// <summary>Prepares this worker's copy: opens a handle, loads a model, warms a cache.</summary>
    /// <param name="worker">The worker that owns this copy.</param>
    /// <param name="cancellationToken">The map was cancelled.</param>
    /// <returns>Completes when the copy is ready for items.</returns>
    /// <exception cref="Exception">Whatever it throws fails the map, once, with the worker named.</exception>
    ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken);
}
