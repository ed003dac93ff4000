using System.Collections;

namespace ActorMap.State;

internal sealed class DictionaryCopier<TKey, TValue>(Type type)
    : RebuiltCopier<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(type, Fields.IsLeaf(typeof(TKey)))
    where TKey : notnull
{
    private protected override object?[] Comparers(Dictionary<TKey, TValue> collection) => [collection.Comparer];

    private protected override KeyValuePair<TKey, TValue>[] Snapshot(Dictionary<TKey, TValue> collection) => [.. collection];

    private protected override Dictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, object?[] comparers)
    {
        var built = new Dictionary<TKey, TValue>(items.Length, (IEqualityComparer<TKey>?)comparers[0]);
        foreach (var (key, value) in items) built[key] = value;
        return built;
    }

    private protected override bool Holds(Dictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue> item) => copy.ContainsKey(item.Key);

    private protected override int CountOf(Dictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue>[] items) => copy.Count;
}

internal sealed class OrderedDictionaryCopier<TKey, TValue>(Type type)
    : RebuiltCopier<OrderedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(type, Fields.IsLeaf(typeof(TKey)))
    where TKey : notnull
{
    private protected override object?[] Comparers(OrderedDictionary<TKey, TValue> collection) => [collection.Comparer];

    private protected override KeyValuePair<TKey, TValue>[] Snapshot(OrderedDictionary<TKey, TValue> collection) => [.. collection];

    private protected override OrderedDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, object?[] comparers)
    {
        var built = new OrderedDictionary<TKey, TValue>(items.Length, (IEqualityComparer<TKey>?)comparers[0]);
        foreach (var (key, value) in items) built[key] = value;
        return built;
    }

    private protected override bool Holds(OrderedDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue> item) => copy.ContainsKey(item.Key);

    private protected override int CountOf(OrderedDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue>[] items) => copy.Count;
}

internal sealed class HashSetCopier<T>(Type type) : RebuiltCopier<HashSet<T>, T>(type, Fields.IsLeaf(typeof(T)))
{
    private protected override object?[] Comparers(HashSet<T> collection) => [collection.Comparer];

    private protected override T[] Snapshot(HashSet<T> collection) => [.. collection];

    private protected override HashSet<T> Build(T[] items, object?[] comparers)
    {
        var built = new HashSet<T>(items.Length, (IEqualityComparer<T>?)comparers[0]);
        foreach (var item in items) built.Add(item);
        return built;
    }

    private protected override bool Holds(HashSet<T> copy, T item) => copy.Contains(item);

    private protected override int CountOf(HashSet<T> copy, T[] items) => copy.Count;
}

internal sealed class HashtableCopier(Type type) : RebuiltCopier<Hashtable, DictionaryEntry>(type, keysAreLeaves: false)
{
    private protected override object?[] Comparers(Hashtable collection) => [HashtableParts.Comparer(collection)];

    private protected override DictionaryEntry[] Snapshot(Hashtable collection) => [.. collection.Cast<DictionaryEntry>()];

    private protected override Hashtable Build(DictionaryEntry[] items, object?[] comparers)
    {
        var built = new Hashtable(items.Length, (IEqualityComparer?)comparers[0]);
        foreach (var item in items) built[item.Key] = item.Value;
        return built;
    }

    private protected override bool Holds(Hashtable copy, DictionaryEntry item) => copy.ContainsKey(item.Key);

    private protected override int CountOf(Hashtable copy, DictionaryEntry[] items) => copy.Count;
}
