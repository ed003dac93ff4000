namespace ActorMap.Sources;

/// <summary>An enumerator that gives many items at once: two calls for each are as much as a small item.</summary>
internal interface IReadsMany<T>
{
    /// <summary>
    /// Goes on by as many items as there are and as fit, at least one; it waits for the first, and for no other. <see cref="System.Collections.IEnumerator.MoveNext"/> goes on from there, and this from that one's item. It throws
    /// only where it has put in none.
    /// </summary>
    /// <param name="into">Where they go; what is behind them may be overwritten.</param>
    /// <returns>How many; 0 at the end.</returns>
    int Read(Span<T> into);
}
