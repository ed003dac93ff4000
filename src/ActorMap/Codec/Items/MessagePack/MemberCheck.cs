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
            return new Lost("new", shape.Type, $"has no constructor that can be used: {WhyNone(shape.Type)}");

        var isCarried = IsCarried(shape);
        var carried = shape.Properties.Where(isCarried).Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in shape.Constructor?.Parameters ?? [])
            if (!carried.Contains(parameter.Name) && parameter.Kind == ParameterKind.MethodParameter)
                return new Lost(parameter.Name, parameter.ParameterType.Type,
                    "is a parameter of the constructor without a public property of its name; add the property, or give the type an IPayloadCodec");
        foreach (var parameter in shape.Constructor?.Parameters ?? [])
            if (parameter.Kind == ParameterKind.MethodParameter && Unlike(shape, parameter) is { } property)
                return new Lost(parameter.Name, parameter.ParameterType.Type,
                    $"is a parameter of the constructor, which would be given what the property of its name has, {TypeName.Of(property)}; make them of one type, or give the type an IPayloadCodec");
        if (shape.IsTupleType) return null;

        var members = shape.Properties.Where(isCarried).Select(property => property.MemberInfo).OfType<MemberInfo>().ToArray();
        foreach (var field in Fields.Of(shape.Type))
            if (!field.IsDefined(typeof(NonSerializedAttribute), false) && !members.Any(member => Shows(member, field)) && !IsIgnored(shape.Type, field))
                return new Lost(MemberName.Of(field.Name), field.FieldType, $"is in a field that would be lost; {Cure}");
        return null;
    }

    private static string WhyNone(Type type) => type switch
    {
        _ when type.IsAssignableTo(typeof(Exception)) => "an exception is not made of its properties; carry its text, or give it an IPayloadCodec",
        _ when type.GetConstructors() is [] => "none is public; add one, or give it an IPayloadCodec",
        _ => "add a public one whose parameters have the names of its properties, or give it an IPayloadCodec",
    };

    /// <returns>The type of the property that has the parameter's name, where its values are certainly none for the parameter.</returns>
    private static Type? Unlike(IObjectTypeShape shape, IParameterShape parameter) =>
        shape.Properties.FirstOrDefault(property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))?.PropertyType.Type is { } type
        && KindOf(type) is { } kind && KindOf(parameter.ParameterType.Type) is { } other && kind != other ? type : null;

    /// <summary>Numbers of any length read each other, and so do collections; null is what is left to the serializer.</summary>
    private static TypeCode? KindOf(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.String => TypeCode.String,
        TypeCode.Boolean => TypeCode.Boolean,
        >= TypeCode.SByte and <= TypeCode.Double => TypeCode.Double,
        _ => null,
    };

    private static HashSet<string> Parameters(IObjectTypeShape shape) =>
        shape.Constructor?.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];

    /// <summary>
    /// Whether a member has what is in a field: the field itself, or a property that it stands behind, by the compiler's naming or by custom (<c>_total</c> behind <c>Total</c>). By custom only where the property
    /// can show what the field has: a name alone may be a coincidence.
    /// </summary>
    private static bool Shows(MemberInfo member, FieldInfo field)
    {
        if (member is not PropertyInfo property) return member.Name == field.Name && member.DeclaringType == field.DeclaringType;
        if (!IsOf(property, field.DeclaringType!)) return false;
        var own = $"<{property.Name}>k__BackingField";
        if (field.Name == own || IsNamedElsewhere(field, property.Name)) return true;
        return string.Equals(property.Name, CustomaryPropertyOf(field), StringComparison.OrdinalIgnoreCase)
            && property.PropertyType.IsAssignableFrom(field.FieldType)
            && (IsParameter(field) || field.DeclaringType!.GetField(own, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is null);
    }

    /// <summary>As F# names what is behind a property, and Visual Basic what is behind one of an anonymous type. No source can write such a name.</summary>
    private static bool IsNamedElsewhere(FieldInfo field, string property) => field.Name == property + "@" || field.Name == "$" + property;

    /// <summary>One that is overridden is of each class that has it; one that is hidden is another.</summary>
    private static bool IsOf(PropertyInfo property, Type type) => property.DeclaringType == type
        || (property.GetMethod is { IsVirtual: true } get
            && type.GetProperty(property.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)?.GetMethod?.GetBaseDefinition() == get.GetBaseDefinition());

    private static string CustomaryPropertyOf(FieldInfo field)
    {
        var name = MemberName.Of(field.Name);
        return name.StartsWith("m_", StringComparison.Ordinal) ? name[2..] : name.TrimStart('_');
    }

    /// <summary>A parameter of a primary constructor that members use: the constructor sets it anew.</summary>
    private static bool IsParameter(FieldInfo field) => field.Name.EndsWith(">P", StringComparison.Ordinal);

    // The author's own word that a property is not part of the value.
    private static bool IsIgnored(Type type, FieldInfo field) =>
        MemberName.Of(field.Name) is var name && name != field.Name
        && (field.DeclaringType ?? type).GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            is { } property && property.GetCustomAttributes(true).Any(attribute =>
                attribute is PolyType.PropertyShapeAttribute { Ignore: true } || attribute.GetType().Name is "IgnoreDataMemberAttribute" or "JsonIgnoreAttribute");
}
