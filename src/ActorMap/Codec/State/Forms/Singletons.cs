using System.Buffers;
using System.Collections;
using System.Reflection;

namespace ActorMap.Codec;

/// <summary>The framework's singletons, told by types of which there is one object, or whose objects are all alike.</summary>
internal static class Singletons
{
    private static readonly Dictionary<Type, object> s_fixed = new object[]
    {
        TimeProvider.System, Random.Shared, DBNull.Value, Missing.Value, ReferenceEqualityComparer.Instance,
        StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase,
        StructuralComparisons.StructuralComparer, StructuralComparisons.StructuralEqualityComparer,
    }.ToDictionary(value => value.GetType());

    // Generic types, and the static property of each that has the one.
    private static readonly (Type Definition, string Property)[] s_generic =
    [
        (typeof(EqualityComparer<>), "Default"), (typeof(Comparer<>), "Default"), (typeof(ArrayPool<>), "Shared"), (typeof(MemoryPool<>), "Shared"),
    ];

    internal static object? For(Type type)
    {
        if (s_fixed.TryGetValue(type, out var one)) return one;
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (!t.IsGenericType) continue;
            foreach (var (definition, property) in s_generic)
                if (t.GetGenericTypeDefinition() == definition && t.GetProperty(property)!.GetValue(null) is { } value && value.GetType() == type) return value;
        }

        return null;
    }
}
