using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ActorMap.State;

/// <summary>Which collections are built anew, and how.</summary>
internal static class RebuiltTypes
{
    private static readonly Dictionary<Type, Type> s_copiers = new()
    {
        [typeof(Dictionary<,>)] = typeof(DictionaryCopier<,>),
        [typeof(OrderedDictionary<,>)] = typeof(OrderedDictionaryCopier<,>),
        [typeof(HashSet<>)] = typeof(HashSetCopier<>),
        [typeof(Hashtable)] = typeof(HashtableCopier),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryCopier<,>),
        [typeof(ImmutableHashSet<>)] = typeof(ImmutableHashSetCopier<>),
        [typeof(FrozenDictionary<,>)] = typeof(FrozenDictionaryCopier<,>),
        [typeof(FrozenSet<>)] = typeof(FrozenSetCopier<>),
        [typeof(ConcurrentDictionary<,>)] = typeof(ConcurrentDictionaryCopier<,>),
        [typeof(ConcurrentQueue<>)] = typeof(ConcurrentQueueCopier<>),
        [typeof(ConcurrentStack<>)] = typeof(ConcurrentStackCopier<>),
        [typeof(ConcurrentBag<>)] = typeof(ConcurrentBagCopier<>),
    };

    // Hashed, and with no way to build one with the same items and comparer.
    private static readonly Type[] s_refused =
        [typeof(ImmutableDictionary<,>.Builder), typeof(ImmutableHashSet<>.Builder), typeof(Lookup<,>)];

    internal static Copier? For(Type type)
    {
        if (Base(type) is not { } known) return IsRefused(type) ? new RefusedCopier(type, Refusal.HashedByIdentity) : null;
        var copier = s_copiers[Definition(known)];
        if (copier.IsGenericTypeDefinition) copier = copier.MakeGenericType(known.GetGenericArguments());
        return (Copier)Activator.CreateInstance(copier, type)!;
    }

    /// <summary>The collection that a type is or derives from.</summary>
    internal static Type? Base(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (s_copiers.ContainsKey(Definition(t))) return t;
        return null;
    }

    private static bool IsRefused(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (s_refused.Contains(Definition(t))) return !Fields.IsLeaf(t.GetGenericArguments()[0]);
        return false;
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
