using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ActorMap.State;

/// <summary>Types whose objects never change, or are one by meaning: every worker has the same.</summary>
internal static class SharedTypes
{
    // With all that derives from them.
    private static readonly Type[] s_bases =
    [
        typeof(MemberInfo), typeof(Assembly), typeof(Module), typeof(ParameterInfo), typeof(Version), typeof(Encoding), typeof(TimeZoneInfo),
        typeof(CompareInfo), typeof(TextInfo), typeof(RegionInfo), typeof(DBNull), typeof(Missing), typeof(CompositeFormat),
    ];

    // By name, as whoever asks for the type itself loads its assembly: megabytes in every program, and few have such state.
    private static readonly string[] s_namedBases =
    [
        "System.Uri", "System.Text.RegularExpressions.Regex", "System.Linq.Expressions.Expression", "System.Net.IPAddress", "System.Xml.Linq.XName",
        "System.Xml.Linq.XNamespace", "System.Text.Json.Serialization.Metadata.JsonTypeInfo", "System.Text.Json.Serialization.JsonConverter",
    ];

    private static readonly Type[] s_genericBases = [typeof(ArrayPool<>), typeof(MemoryPool<>), typeof(SearchValues<>)];

    // Singletons of types that have no name outside the framework.
    private static readonly Type[] s_singletons = [TimeProvider.System.GetType(), Random.Shared.GetType()];

    internal static bool Contains(Type type)
    {
        if (type == typeof(string) || type.IsAssignableTo(typeof(ISharedByReference)) || HasSharedBase(type)) return true;
        if (type.IsValueType) return (type.IsPrimitive || type.IsEnum || IsCore(type)) && Fields.IsLeaf(type);
        return s_singletons.Contains(type) || IsStatelessComparer(type) || IsEmptyClosure(type);
    }

    /// <summary>Whether whatever a field of this type holds is shared.</summary>
    internal static bool ContainsAllOf(Type declared) => HasSharedBase(declared) || (declared.IsSealed && Contains(declared));

    private static bool HasSharedBase(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (s_bases.Contains(t) || s_namedBases.Contains(t.FullName) || (t.IsGenericType && s_genericBases.Contains(t.GetGenericTypeDefinition()))) return true;
        return false;
    }

    /// <summary>The framework's own comparers, but not those that wrap a user's delegate. Collections know the default ones by identity.</summary>
    private static bool IsStatelessComparer(Type type) =>
        IsCore(type) && (type.IsAssignableTo(typeof(IEqualityComparer)) || type.IsAssignableTo(typeof(IComparer)))
        && Fields.Of(type).All(field => Fields.IsLeaf(field.FieldType));

    // Lambdas that capture nothing are methods of a singleton.
    private static bool IsEmptyClosure(Type type) => Closures.IsClosure(type) && !Fields.Of(type).Any();

    private static bool IsCore(Type type) => type.Assembly == typeof(object).Assembly;
}
