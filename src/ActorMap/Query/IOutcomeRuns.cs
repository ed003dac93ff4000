namespace ActorMap.Query;

/// <summary>An enumerator of outcomes that gives many at once to whoever can do with items and results: for each by itself a struct of both is made.</summary>
internal interface IOutcomeRuns<TIn, TOut>
{
    /// <summary>Takes the current outcome and those behind it that are there: successes, in their order. The last of them is the current one then.</summary>
    /// <param name="items">The items; until the next outcome is asked for, or the enumerator is disposed.</param>
    /// <param name="results">Their results.</param>
    /// <returns>False where the current one is a failure, or there is none.</returns>
    bool TryTakeRun(out ReadOnlySpan<TIn> items, out ReadOnlySpan<TOut> results);
}
