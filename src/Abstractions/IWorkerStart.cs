namespace ActorMap;

/// <summary>A function object that prepares itself in each worker, once, before the worker's first item.</summary>
/// <remarks>The function's other end is <see cref="IDisposable"/> or <see cref="IAsyncDisposable"/>: called once in each worker, on every path.</remarks>
public interface IWorkerStart
{
    /// <summary>Prepares this worker's copy: opens a handle, loads a model, warms a cache.</summary>
    /// <param name="worker">The worker that owns this copy.</param>
    /// <param name="cancellationToken">The map was cancelled.</param>
    /// <returns>Completes when the copy is ready for items.</returns>
    /// <exception cref="Exception">Whatever it throws fails the map, once, with the worker named.</exception>
    ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken);
}
