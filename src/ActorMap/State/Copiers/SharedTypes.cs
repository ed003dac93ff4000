using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ActorMap.State;

/// <summary>Types whose objects never change, or are one by meaning: every worker has the same.</summary>
internal static class SharedTypes
{
    // With all that derives from them: users' classes hardly do, or can't.
    private static readonly Type[] s_bases =
    [
        typeof(MemberInfo), typeof(Assembly), typeof(Module), typeof(ParameterInfo), typeof(Version), typeof(TimeZoneInfo),
        typeof(CompareInfo), typeof(TextInfo), typeof(DBNull), typeof(Missing), typeof(CompositeFormat), typeof(SearchValues<>),
    ];

    // By name, as whoever asks for the type itself loads its assembly: megabytes in every program, and few have such state.
    private static readonly string[] s_namedBases =
        ["System.Xml.Linq.XName", "System.Xml.Linq.XNamespace", "System.Text.Json.Serialization.Metadata.JsonTypeInfo"];

    // With what of the framework derives from them, and of other classes with those that have no state of their own.
    private static readonly Type[] s_openBases = [typeof(Encoding), typeof(RegionInfo), typeof(ArrayPool<>), typeof(MemoryPool<>)];

    private static readonly string[] s_namedOpenBases =
    [
        "System.Uri", "System.Text.RegularExpressions.Regex", "System.Linq.Expressions.Expression", "System.Net.IPAddress",
        "System.Text.Json.Serialization.JsonConverter",
    ];

    // Singletons of types that have no name outside the framework.
    private static readonly Type[] s_singletons = [TimeProvider.System.GetType(), Random.Shared.GetType()];

    internal static bool Contains(Type type)
    {
        if (type == typeof(string) || type.IsAssignableTo(typeof(ISharedByReference)) || HasSharedBase(type)) return true;
        if (OpenBase(type) is not null) return Own(type).All(IsFixed);
        if (type.IsValueType) return (type.IsPrimitive || type.IsEnum || IsCore(type)) && Fields.IsLeaf(type);
        return s_singletons.Contains(type) || IsStatelessComparer(type) || IsEmptyClosure(type);
    }

    /// <summary>Whether whatever a field of this type holds is shared.</summary>
    internal static bool ContainsAllOf(Type declared) => HasSharedBase(declared) || (declared.IsSealed && Contains(declared));

    /// <summary>The fields of a class that are its objects' own: all, but for those that the framework's classes declare above a class whose base is shared.</summary>
    internal static IEnumerable<FieldInfo> Own(Type type) =>
        OpenBase(type) is { } shared ? Fields.Of(type, below: shared).Where(field => !IsOfFramework(field.DeclaringType!)) : Fields.Of(type);

    private static bool HasSharedBase(Type type) => Base(type, s_bases, s_namedBases) is not null;

    private static Type? OpenBase(Type type) => Base(type, s_openBases, s_namedOpenBases);

    private static Type? Base(Type type, Type[] bases, string[] names)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (bases.Contains(t.IsGenericType ? t.GetGenericTypeDefinition() : t) || names.Contains(t.FullName)) return t;
        return null;
    }

    // Of what else may be fixed it would have to be found out what it holds, which may be the class again.
    private static bool IsFixed(FieldInfo field) => FixedFields.IsFixed(field)
        && (field.FieldType is { IsPrimitive: true } or { IsEnum: true } || field.FieldType == typeof(string) || HasSharedBase(field.FieldType)
            || (field.FieldType is { IsValueType: true, IsGenericType: false } && IsCore(field.FieldType) && Fields.IsLeaf(field.FieldType)));

    private static bool IsOfFramework(Type type) => type.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>The framework's own comparers, but not those that wrap a user's delegate. Collections know the default ones by identity.</summary>
    private static bool IsStatelessComparer(Type type) =>
        IsCore(type) && (type.IsAssignableTo(typeof(IEqualityComparer)) || type.IsAssignableTo(typeof(IComparer)))
        && Fields.Of(type).All(field => Fields.IsLeaf(field.FieldType));

    // Lambdas that capture nothing are methods of a singleton.
    private static bool IsEmptyClosure(Type type) => Closures.IsClosure(type) && !Fields.Of(type).Any();

    private static bool IsCore(Type type) => type.Assembly == typeof(object).Assembly;
}
