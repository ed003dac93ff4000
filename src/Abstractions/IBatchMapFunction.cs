namespace ActorMap;

/// <summary>A function object that is faster on many items at once: vectorised code, a model that scores batches.</summary>
/// <typeparam name="TIn">The type of an item.</typeparam>
/// <typeparam name="TOut">The type of a result.</typeparam>
public interface IBatchMapFunction<TIn, TOut>
{
    /// <summary>Computes the results for a run of consecutive items.</summary>
    /// <param name="items">The items; exactly <c>MapOptions.ChunkSize</c> of them where that is set (fewer at the end), else as many as measured to pay.</param>
    /// <param name="results">Where the results go: <c>results[i]</c> for <c>items[i]</c>; as long as <paramref name="items"/>. Its content before the call is undefined.</param>
    /// <param name="context"><see cref="MapContext.Index"/> is that of <c>items[0]</c>.</param>
    /// <exception cref="Exception">A batch that throws is run again item by item, so that the failure has its own index.</exception>
    void Invoke(ReadOnlySpan<TIn> items, Span<TOut> results, MapContext context);
}
