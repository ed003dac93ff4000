using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Nerdbank.MessagePack;

namespace ActorMap.Codec;

/// <summary>Dictionaries and sets, which are carried with their comparers, and how each is built of a dictionary or a set that has been read.</summary>
internal static class KeyedCollections
{
    private static readonly HashSet<Type> s_dictionaries =
    [
        typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>), typeof(SortedDictionary<,>), typeof(SortedList<,>),
        typeof(ConcurrentDictionary<,>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(FrozenDictionary<,>),
        typeof(IImmutableDictionary<,>), typeof(OrderedDictionary<,>), typeof(ReadOnlyDictionary<,>),
    ];

    private static readonly HashSet<Type> s_sets =
    [
        typeof(HashSet<>), typeof(ISet<>), typeof(IReadOnlySet<>), typeof(SortedSet<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(FrozenSet<>), typeof(IImmutableSet<>), typeof(ReadOnlySet<>),
    ];

    internal static bool Contains(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() is var definition && (s_dictionaries.Contains(definition) || s_sets.Contains(definition));

    internal static MessagePackConverter? ConverterFor(Type type)
    {
        if (!Contains(type)) return null;
        var converter = type.GetGenericArguments().Length == 2 ? typeof(DictionaryConverter<,,>) : typeof(SetConverter<,>);
        return (MessagePackConverter)Activator.CreateInstance(converter.MakeGenericType([type, .. type.GetGenericArguments()]))!;
    }

    internal static object Dictionary<TKey, TValue>(Type definition, object? comparer, List<KeyValuePair<TKey, TValue>> items)
        where TKey : notnull
    {
        var (equality, order) = ((IEqualityComparer<TKey>?)comparer, comparer as IComparer<TKey>);
        if (definition == typeof(SortedDictionary<,>)) return Filled(new SortedDictionary<TKey, TValue>(order), items);
        if (definition == typeof(SortedList<,>)) return Filled(new SortedList<TKey, TValue>(order), items);
        if (definition == typeof(ConcurrentDictionary<,>)) return Filled(new ConcurrentDictionary<TKey, TValue>(equality), items);
        if (definition == typeof(ImmutableSortedDictionary<,>)) return ImmutableSortedDictionary.CreateRange(order, items);
        if (definition == typeof(FrozenDictionary<,>)) return items.ToFrozenDictionary(equality);
        if (definition == typeof(OrderedDictionary<,>)) return Filled(new OrderedDictionary<TKey, TValue>(items.Count, equality), items);
        if (definition == typeof(ReadOnlyDictionary<,>)) return new ReadOnlyDictionary<TKey, TValue>(Filled(new Dictionary<TKey, TValue>(items.Count, equality), items));
        return definition == typeof(ImmutableDictionary<,>) || definition == typeof(IImmutableDictionary<,>)
            ? ImmutableDictionary.CreateRange(equality, items)
            : Filled(new Dictionary<TKey, TValue>(items.Count, equality), items);
    }

    internal static object Set<T>(Type definition, object? comparer, List<T> items)
    {
        var (equality, order) = ((IEqualityComparer<T>?)comparer, comparer as IComparer<T>);
        if (definition == typeof(SortedSet<>)) return new SortedSet<T>(items, order);
        if (definition == typeof(ImmutableSortedSet<>)) return ImmutableSortedSet.CreateRange(order, items);
        if (definition == typeof(FrozenSet<>)) return items.ToFrozenSet(equality);
        if (definition == typeof(ReadOnlySet<>)) return new ReadOnlySet<T>(new HashSet<T>(items, equality));
        return definition == typeof(ImmutableHashSet<>) || definition == typeof(IImmutableSet<>)
            ? ImmutableHashSet.CreateRange(equality, items)
            : new HashSet<T>(items, equality);
    }

    private static IDictionary<TKey, TValue> Filled<TKey, TValue>(IDictionary<TKey, TValue> built, List<KeyValuePair<TKey, TValue>> items)
    {
        foreach (var (key, value) in items) built.Add(key, value);
        return built;
    }
}
