using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace ActorMap.Codec;

/// <summary>What workers of one process may share, but which is made for, or registered in, that process.</summary>
internal static class ProcessBound
{
    // With all that derives from them.
    private static readonly Type[] s_bases =
    [
        typeof(JsonTypeInfo), typeof(JsonConverter), typeof(JsonSerializerOptions), typeof(ParameterInfo), typeof(EventInfo), typeof(MethodBody), typeof(Regex),
    ];

    internal static bool Contains(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (s_bases.Contains(t) || (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(SearchValues<>))) return true;
        return type == typeof(RuntimeTypeHandle) || type == typeof(RuntimeMethodHandle) || type == typeof(RuntimeFieldHandle);
    }
}
