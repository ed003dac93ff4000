using System.Numerics;
using System.Reflection;

namespace ActorMap.State;

/// <summary>The instance fields of types, and which of them may hold something to copy.</summary>
internal static class Fields
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> s_leafStructs =
        [typeof(BigInteger), typeof(RuntimeTypeHandle), typeof(RuntimeMethodHandle), typeof(RuntimeFieldHandle)];

    /// <summary>All instance fields, those of base classes included, down to (and without) a base that is dealt with apart.</summary>
    internal static IEnumerable<FieldInfo> Of(Type type, Type? below = null)
    {
        for (var t = type; t is not null && t != below; t = t.BaseType)
            foreach (var field in t.GetFields(Declared)) yield return field;
    }

    /// <summary>Whether values of a declared type are the same in every copy, bit by bit: there is nothing to look into.</summary>
    internal static bool IsLeaf(Type declared)
    {
        if (IsNative(declared) || IsJson(declared)) return false;
        if (declared.IsPrimitive || declared.IsEnum) return true;
        if (declared.IsValueType) return s_leafStructs.Contains(declared) || Of(declared).All(field => IsLeaf(field.FieldType));
        return SharedTypes.ContainsAllOf(declared);
    }

    /// <summary>Pointers, and the integers that are as long as one: they name memory or handles of the process.</summary>
    internal static bool IsNative(Type type) =>
        type == typeof(nint) || type == typeof(nuint) || type.IsPointer || type.IsFunctionPointer;

    /// <summary>By name: see <see cref="SharedTypes"/>.</summary>
    internal static bool IsJson(Type type) => type.FullName == "System.Text.Json.JsonElement";

    /// <summary>An exception keeps where it was thrown as native integers that nobody owns.</summary>
    internal static bool IsHarmlessNative(FieldInfo field) => field.DeclaringType == typeof(Exception);
}
