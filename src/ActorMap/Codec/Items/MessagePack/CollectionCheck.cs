using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Which collections would come back as something else.</summary>
internal static class CollectionCheck
{
    // Enumerated from the top, and filled from the bottom.
    private static readonly Type[] s_stacks =
        [typeof(Stack<>), typeof(ConcurrentStack<>), typeof(ImmutableStack<>), typeof(IImmutableStack<>), typeof(Stack)];

    internal static string? WhyNot(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.IsGenericType && s_stacks.Contains(t.GetGenericTypeDefinition())) return "would come back upside down; use a list";
            if (!t.IsArray && !FrameworkAssemblies.Contains(t.Assembly) && Fields.Of(t, t.BaseType).Any() && t.BaseType != typeof(object) && t.IsClass)
                return "adds fields to a collection, which would be lost; hold the collection in a class instead, or give it an IPayloadCodec";
        }

        return type == typeof(Hashtable) || type == typeof(SortedList) ? "has items that may be anything; use a generic dictionary" : null;
    }
}
