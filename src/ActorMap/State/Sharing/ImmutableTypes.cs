using System.Collections.Immutable;

namespace ActorMap.State;

/// <summary>Which types are known not to change, and which are known to.</summary>
internal static class ImmutableTypes
{
    private const string OrPerWorker = "or leave MapOptions.State at PerWorker";

    private static readonly Dictionary<Type, string> s_cures = new()
    {
        [typeof(List<>)] = "ImmutableArray",
        [typeof(Dictionary<,>)] = "FrozenDictionary",
        [typeof(OrderedDictionary<,>)] = "FrozenDictionary",
        [typeof(SortedDictionary<,>)] = "ImmutableSortedDictionary",
        [typeof(SortedList<,>)] = "ImmutableSortedDictionary",
        [typeof(HashSet<>)] = "FrozenSet",
        [typeof(SortedSet<>)] = "ImmutableSortedSet",
        [typeof(Queue<>)] = "ImmutableQueue",
        [typeof(Stack<>)] = "ImmutableStack",
        [typeof(LinkedList<>)] = "ImmutableList",
    };

    /// <summary>Believed as it is: marked by its author, or without content (a lock, an empty array).</summary>
    internal static bool Contains(object value) =>
        value.GetType() is var type && (type.IsDefined(typeof(ImmutableStateAttribute), false) || type == typeof(object) || type == typeof(Lock))
        || value is Array { Length: 0 };

    /// <summary>Unchangeable collections: only their items matter.</summary>
    internal static bool IsCollection(Type type) =>
        (type.Assembly == typeof(ImmutableArray).Assembly && !IsBuilder(type) && CollectionItems.IsKnown(type))
        || type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) || IsOfFSharp(type);

    /// <summary>What is mutable whatever its fields say, with the cure.</summary>
    internal static string? WhyNot(Type type)
    {
        if (type.IsArray) return $"is an array, which can be written to; use ImmutableArray, {OrPerWorker}";
        if (IsBuilder(type)) return $"can be changed; call its ToImmutable, {OrPerWorker}";
        if (IsCollection(type) || !CollectionItems.IsKnown(type)) return null;
        for (var t = type; t is not null; t = t.BaseType)
            if (s_cures.TryGetValue(t.IsGenericType ? t.GetGenericTypeDefinition() : t, out var better))
                return $"can be changed; use {better}, {OrPerWorker}";
        return $"can be changed; use a collection of System.Collections.Immutable or Frozen, {OrPerWorker}";
    }

    // By name, as there is no F# in most programs. Their fields are not readonly.
    private static bool IsOfFSharp(Type type) =>
        type is { Namespace: "Microsoft.FSharp.Collections", Name: "FSharpList`1" or "FSharpMap`2" or "FSharpSet`1" };

    private static bool IsBuilder(Type type) => type.IsNested && type.Name == "Builder" && type.Namespace == typeof(ImmutableArray).Namespace;
}
