using System.Buffers;
using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

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
        if (type.Assembly == typeof(JsonConverter).Assembly && type.IsAssignableTo(typeof(JsonConverter))) return JsonConverterOf(type);
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (!t.IsGenericType) continue;
            foreach (var (definition, property) in s_generic)
                if (t.GetGenericTypeDefinition() == definition && t.GetProperty(property)!.GetValue(null) is { } value && value.GetType() == type) return value;
        }

        return null;
    }

    /// <summary>The framework's own converters of plain values: each <see cref="System.Text.Json.Nodes.JsonValue"/> that code has made holds one.</summary>
    private static object? JsonConverterOf(Type type) =>
        typeof(JsonMetadataServices).GetProperties(BindingFlags.Static | BindingFlags.Public).Select(property => property.GetValue(null)).FirstOrDefault(value => value!.GetType() == type);
}
