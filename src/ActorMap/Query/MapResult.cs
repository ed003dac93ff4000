namespace ActorMap;

/// <summary>What became of one item.</summary>
/// <param name="Index">The item's position in the input, from 0.</param>
/// <param name="Item">The item.</param>
/// <param name="Value">Its result; the default where it failed.</param>
/// <param name="Error">Its failure; null where it succeeded.</param>
/// <param name="Attempts">How often it was tried, the first time included.</param>
/// <param name="Worker">The worker of the last try.</param>
/// <param name="Duration">How long the last try took.</param>
/// <typeparam name="TIn">The type of an item.</typeparam>
/// <typeparam name="TOut">The type of a result.</typeparam>
public readonly record struct MapResult<TIn, TOut>(
    long Index, TIn Item, TOut? Value, MapItemException? Error, int Attempts, WorkerInfo Worker, TimeSpan Duration)
{
    /// <summary>Whether there is a value.</summary>
    public bool Succeeded => Error is null;
}
