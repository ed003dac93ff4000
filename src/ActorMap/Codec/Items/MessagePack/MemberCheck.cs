using System.Reflection;
using ActorMap.State;
using PolyType.Abstractions;

namespace ActorMap.Codec;

/// <summary>Compares what MessagePack carries of a class (public members that can be set, or are a constructor's parameters) with its fields.</summary>
internal static class MemberCheck
{
    private const string Cure = "make it a public property that can be set or is a parameter of the constructor, mark it [NonSerialized], or give the type an IPayloadCodec";

    internal readonly record struct Lost(string Member, Type? Type, string Reason);

    internal static Func<IPropertyShape, bool> IsCarried(IObjectTypeShape shape)
    {
        var parameters = Parameters(shape);
        return property => property.HasGetter && (property.HasSetter || parameters.Contains(property.Name));
    }

    internal static Lost? WhatIsLost(IObjectTypeShape shape)
    {
        if (shape.Constructor is null && !shape.Type.IsValueType)
            return new Lost("new", shape.Type, "has no public constructor, so that it can't be made anew; add one, or give it an IPayloadCodec");

        var isCarried = IsCarried(shape);
        var carried = shape.Properties.Where(isCarried).Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in shape.Constructor?.Parameters ?? [])
            if (!carried.Contains(parameter.Name) && parameter.Kind == ParameterKind.MethodParameter)
                return new Lost(parameter.Name, parameter.ParameterType.Type,
                    "is a parameter of the constructor without a public property of its name; add the property, or give the type an IPayloadCodec");
        if (shape.IsTupleType) return null;

        foreach (var field in Fields.Of(shape.Type))
            if (!field.IsDefined(typeof(NonSerializedAttribute), false) && !carried.Contains(PropertyOf(field)) && !IsIgnored(shape.Type, field))
                return new Lost(MemberName.Of(field.Name), field.FieldType, $"is in a field that would be lost; {Cure}");
        return null;
    }

    private static HashSet<string> Parameters(IObjectTypeShape shape) =>
        shape.Constructor?.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];

    /// <summary>The property that a field stands behind: by the compiler's naming, or by custom (<c>_total</c> behind <c>Total</c>).</summary>
    private static string PropertyOf(FieldInfo field)
    {
        var name = MemberName.Of(field.Name);
        return name.StartsWith("m_", StringComparison.Ordinal) ? name[2..] : name.TrimStart('_');
    }

    // The author's own word that a property is not part of the value.
    private static bool IsIgnored(Type type, FieldInfo field) =>
        field.Name[0] == '<'
        && (field.DeclaringType ?? type).GetProperty(MemberName.Of(field.Name), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            is { } property && property.GetCustomAttributes(true).Any(attribute =>
                attribute is PolyType.PropertyShapeAttribute { Ignore: true } || attribute.GetType().Name is "IgnoreDataMemberAttribute" or "JsonIgnoreAttribute");
}
