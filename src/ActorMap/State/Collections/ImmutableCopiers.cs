using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ActorMap.State;

internal sealed class ImmutableDictionaryCopier<TKey, TValue>(Type type)
    : RebuiltCopier<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(type, Fields.IsLeaf(typeof(TKey)))
    where TKey : notnull
{
    private protected override object?[] Comparers(ImmutableDictionary<TKey, TValue> collection) =>
        [collection.KeyComparer, collection.ValueComparer];

    private protected override int ComparerCount => 2;

    private protected override KeyValuePair<TKey, TValue>[] Snapshot(ImmutableDictionary<TKey, TValue> collection) => [.. collection];

    private protected override ImmutableDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, object?[] comparers)
    {
        var builder = ImmutableDictionary.CreateBuilder((IEqualityComparer<TKey>?)comparers[0], (IEqualityComparer<TValue>?)comparers[1]);
        foreach (var (key, value) in items) builder[key] = value;
        return builder.ToImmutable();
    }

    private protected override bool Holds(ImmutableDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue> item) => copy.ContainsKey(item.Key);

    private protected override int CountOf(ImmutableDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue>[] items) => copy.Count;
}

internal sealed class ImmutableHashSetCopier<T>(Type type) : RebuiltCopier<ImmutableHashSet<T>, T>(type, Fields.IsLeaf(typeof(T)))
{
    private protected override object?[] Comparers(ImmutableHashSet<T> collection) => [collection.KeyComparer];

    private protected override T[] Snapshot(ImmutableHashSet<T> collection) => [.. collection];

    private protected override ImmutableHashSet<T> Build(T[] items, object?[] comparers) =>
        ImmutableHashSet.CreateRange((IEqualityComparer<T>?)comparers[0], items);

    private protected override bool Holds(ImmutableHashSet<T> copy, T item) => copy.Contains(item);

    private protected override int CountOf(ImmutableHashSet<T> copy, T[] items) => copy.Count;
}

internal sealed class FrozenDictionaryCopier<TKey, TValue>(Type type)
    : RebuiltCopier<FrozenDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(type, Fields.IsLeaf(typeof(TKey)))
    where TKey : notnull
{
    private protected override object?[] Comparers(FrozenDictionary<TKey, TValue> collection) => [collection.Comparer];

    private protected override KeyValuePair<TKey, TValue>[] Snapshot(FrozenDictionary<TKey, TValue> collection) => [.. collection];

    private protected override FrozenDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, object?[] comparers) =>
        items.ToFrozenDictionary((IEqualityComparer<TKey>?)comparers[0]);

    private protected override bool Holds(FrozenDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue> item) => copy.ContainsKey(item.Key);

    private protected override int CountOf(FrozenDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue>[] items) => copy.Count;
}

internal sealed class FrozenSetCopier<T>(Type type) : RebuiltCopier<FrozenSet<T>, T>(type, Fields.IsLeaf(typeof(T)))
{
    private protected override object?[] Comparers(FrozenSet<T> collection) => [collection.Comparer];

    private protected override T[] Snapshot(FrozenSet<T> collection) => [.. collection];

    private protected override FrozenSet<T> Build(T[] items, object?[] comparers) => items.ToFrozenSet((IEqualityComparer<T>?)comparers[0]);

    private protected override bool Holds(FrozenSet<T> copy, T item) => copy.Contains(item);

    private protected override int CountOf(FrozenSet<T> copy, T[] items) => copy.Count;
}
