using System.Numerics;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Value types that are their bytes: primitives, enums, and structs of them, private fields included.</summary>
internal static class PlainTypes
{
    private static readonly TypeCache<object> s_known = new(type => Look(type));

    internal static bool Contains(Type type) => type.IsValueType && (bool)s_known.Of(type);

    private static bool Look(Type type)
    {
        // As long as the processor's registers: not the same on every node.
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Vector<>)) return false;
        if (type == typeof(void) || type.IsByRefLike || type.ContainsGenericParameters || Fields.IsNative(type)) return false;
        if (type.IsDefined(typeof(PayloadCodecAttribute), false)) return false;
        if (type.IsPrimitive || type.IsEnum) return true;
        return Fields.Of(type).All(field => field.FieldType.IsValueType && Contains(field.FieldType)) && ObjectLayout.Of(type).IsPlain;
    }
}
