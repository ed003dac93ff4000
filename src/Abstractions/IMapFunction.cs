namespace ActorMap;

/// <summary>A function object: constant state (its fields) and one call, applied to each item.</summary>
/// <remarks>
/// The object is captured once, when the map starts, and every worker gets its own copy of it: what one worker changes,
/// no other worker and not the caller ever sees. One worker calls its copy from one thread at a time.
/// </remarks>
/// <typeparam name="TIn">The type of an item.</typeparam>
/// <typeparam name="TOut">The type of a result.</typeparam>
public interface IMapFunction<in TIn, out TOut>
{
    /// <summary>Computes the result for one item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="context">The item's index, attempt, worker and cancellation.</param>
    /// <returns>The item's result; it may be null where <typeparamref name="TOut"/> allows it.</returns>
    /// <exception cref="Exception">Whatever it throws is a failure of this item, never of the worker.</exception>
    TOut Invoke(TIn item, MapContext context);
}
