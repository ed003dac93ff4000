namespace ActorMap.Sources;

/// <summary>The items as the caller gave them: nothing is asked of them before the map starts.</summary>
internal sealed class Source<TIn>
{
    private readonly IEnumerable<TIn>? _items;
    private readonly IAsyncEnumerable<TIn>? _asyncItems;

    private Source(IEnumerable<TIn>? items, IAsyncEnumerable<TIn>? asyncItems) => (_items, _asyncItems) = (items, asyncItems);

    public static Source<TIn> Of(IEnumerable<TIn> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new Source<TIn>(items, null);
    }

    public static Source<TIn> Of(IAsyncEnumerable<TIn> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new Source<TIn>(null, items);
    }

    public ItemSource<TIn> Open(int? exactChunk, TimeProvider? time = null) => _items switch
    {
        null => new AsyncEnumerableSource<TIn>(_asyncItems!, exactChunk),
        _ => IndexedSource<TIn>.TryCreate(_items) ?? (ItemSource<TIn>?)IndexedSource<TIn>.TrySnapshot(_items) ?? new EnumerableSource<TIn>(_items, exactChunk, time ?? TimeProvider.System),
    };
}
