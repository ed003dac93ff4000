using System.Collections.Concurrent;

namespace ActorMap.State;

internal sealed class ConcurrentDictionaryCopier<TKey, TValue>(Type type)
    : RebuiltCopier<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(type, keysAreLeaves: false)
    where TKey : notnull
{
    private protected override object?[] Comparers(ConcurrentDictionary<TKey, TValue> collection) => [collection.Comparer];

    // All of its locks are taken for this: no torn snapshot.
    private protected override KeyValuePair<TKey, TValue>[] Snapshot(ConcurrentDictionary<TKey, TValue> collection) => collection.ToArray();

    private protected override ConcurrentDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, object?[] comparers)
    {
        var built = new ConcurrentDictionary<TKey, TValue>(-1, items.Length, (IEqualityComparer<TKey>?)comparers[0]);
        foreach (var (key, value) in items) built[key] = value;
        return built;
    }

    private protected override bool Holds(ConcurrentDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue> item) => copy.ContainsKey(item.Key);

    private protected override int CountOf(ConcurrentDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue>[] items) => copy.Count;
}

internal sealed class ConcurrentQueueCopier<T>(Type type) : RebuiltCopier<ConcurrentQueue<T>, T>(type, keysAreLeaves: false)
{
    private protected override object?[] Comparers(ConcurrentQueue<T> collection) => [];

    private protected override int ComparerCount => 0;

    private protected override T[] Snapshot(ConcurrentQueue<T> collection) => collection.ToArray();

    private protected override ConcurrentQueue<T> Build(T[] items, object?[] comparers) => new(items);
}

internal sealed class ConcurrentStackCopier<T>(Type type) : RebuiltCopier<ConcurrentStack<T>, T>(type, keysAreLeaves: false)
{
    private protected override object?[] Comparers(ConcurrentStack<T> collection) => [];

    private protected override int ComparerCount => 0;

    // A stack enumerates from its top and is filled from its bottom.
    private protected override T[] Snapshot(ConcurrentStack<T> collection)
    {
        var items = collection.ToArray();
        Array.Reverse(items);
        return items;
    }

    private protected override ConcurrentStack<T> Build(T[] items, object?[] comparers) => new(items);
}

internal sealed class ConcurrentBagCopier<T>(Type type) : RebuiltCopier<ConcurrentBag<T>, T>(type, keysAreLeaves: false)
{
    private protected override object?[] Comparers(ConcurrentBag<T> collection) => [];

    private protected override int ComparerCount => 0;

    private protected override T[] Snapshot(ConcurrentBag<T> collection) => collection.ToArray();

    private protected override ConcurrentBag<T> Build(T[] items, object?[] comparers) => new(items);
}
