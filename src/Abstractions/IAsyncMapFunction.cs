namespace ActorMap;

/// <summary>An asynchronous function object: for items that wait (for a service, a disk) rather than compute.</summary>
/// <remarks>
/// A worker has up to <c>MapOptions.Concurrency</c> items in flight. What follows an <c>await</c> comes back to the worker,
/// so its copy of the state is touched by one thread at a time; <c>ConfigureAwait(false)</c> opts out of that. As with every
/// such context, do not block on a task inside (<c>.Result</c>): await it.
/// </remarks>
/// <typeparam name="TIn">The type of an item.</typeparam>
/// <typeparam name="TOut">The type of a result.</typeparam>
public interface IAsyncMapFunction<in TIn, TOut>
{
    /// <summary>Computes the result for one item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="context">The item's index, attempt, worker and cancellation.</param>
    /// <returns>The item's result.</returns>
    /// <exception cref="Exception">Whatever it throws is a failure of this item, never of the worker.</exception>
    ValueTask<TOut> InvokeAsync(TIn item, MapContext context);
}
