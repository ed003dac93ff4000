using System.Numerics;
using ActorMap.State;
using PolyType;
using PolyType.Abstractions;

namespace ActorMap.Codec;

/// <summary>Walks a type as MessagePack sees it, refuses by path what would be lost, and makes a mark of what is carried.</summary>
internal sealed class ShapeCheck(ITypeShapeProvider shapes)
{
    private const string Cure = "give it an IPayloadCodec, or declare what it is made of";

    private readonly HashSet<Type> _met = [];
    private uint _mark = 2166136261;

    internal static uint Of(Type type, ITypeShapeProvider shapes)
    {
        var check = new ShapeCheck(shapes);
        check.Look(type, TypeName.Of(type));
        return check._mark;
    }

    private void Look(Type type, string path)
    {
        Mark(Signature.Of(type));
        if (!_met.Add(type) || (type.IsPrimitive && !Fields.IsNative(type)) || type.IsEnum || type == typeof(BigInteger)) return;
        if (ItemForms.Has(type))
        {
            if (PlainTypes.Contains(type)) Mark($"{ObjectLayout.Of(type).Mark}");
            return;
        }

        // Builds that nest them, without their bounds, are told apart.
        if (type.IsVariableBoundArray) Mark("in a row");
        if (WhyNot(type) is { } reason) throw Refused(path, type, reason);
        switch (shapes.GetTypeShape(type) ?? throw Refused(path, type, $"can't be carried faithfully; {Cure}"))
        {
            case IObjectTypeShape shape: LookAtMembers(shape, path); break;
            case IOptionalTypeShape shape: Look(shape.ElementType.Type, path); break;
            case IDictionaryTypeShape shape: LookAtDictionary(shape, path); break;
            case IEnumerableTypeShape shape: LookAtItems(shape, path); break;
            case ISurrogateTypeShape shape: Look(shape.SurrogateType.Type, path); break;
            case IUnionTypeShape shape:
                foreach (var each in shape.UnionCases)
                    if (each.UnionCaseType is IObjectTypeShape members) LookAtMembers(members, $"{path}({TypeName.Of(members.Type)})");
                break;
            default: throw Refused(path, type, $"can't be carried faithfully; {Cure}");
        }
    }

    private static string? WhyNot(Type type)
    {
        if (type == typeof(object)) return "can't be carried faithfully: it may be anything, and no types travel with items; declare what it is";
        if (type.IsAssignableTo(typeof(Delegate))) return "is code, which does not travel in items; capture it in the function";
        if (type.IsVariableBoundArray && type.GetArrayRank() == 1) return "is an array of one dimension that begins elsewhere than at 0; carry an array of the language's own";
        if (Fields.IsNative(type)) return "names something of this process; carry what it stands for";
        if (Refusals.OfType(type) is { } refusal) return $"{refusal.What} and can't be carried to another process; carry what it is made of";
        return type == typeof(Vector<>) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Vector<>))
            ? "is not the same on every processor; carry an array" : null;
    }

    private void LookAtMembers(IObjectTypeShape shape, string path)
    {
        var type = shape.Type;
        if (type.IsInterface || type.IsAbstract)
            throw Refused(path, type, $"is {(type.IsInterface ? "an interface" : "abstract")}, and no types travel with items; declare the class itself, or give it an IPayloadCodec");
        if (MemberCheck.WhatIsLost(shape) is { } lost) throw Refused($"{path}.{lost.Member}", lost.Type ?? type, lost.Reason);
        foreach (var property in shape.Properties.Where(MemberCheck.IsCarried(shape)))
        {
            Mark(property.Name);
            Look(property.PropertyType.Type, $"{path}.{property.Name}");
        }
    }

    private void LookAtDictionary(IDictionaryTypeShape shape, string path)
    {
        RequireKnown(shape.Type, path, shape.ConstructionStrategy);
        Look(shape.KeyType.Type, path + ".Keys[]");
        Look(shape.ValueType.Type, path + "[]");
    }

    private void LookAtItems(IEnumerableTypeShape shape, string path)
    {
        RequireKnown(shape.Type, path, shape.ConstructionStrategy);
        if (shape.IsAsyncEnumerable) throw Refused(path, shape.Type, "is asynchronous; await its items first, and carry a list");
        Look(shape.ElementType.Type, path + "[]");
    }

    private static void RequireKnown(Type type, string path, CollectionConstructionStrategy strategy)
    {
        if (strategy == CollectionConstructionStrategy.None && !type.IsArray && !KeyedCollections.Contains(type))
            throw Refused(path, type, "can be read but not be built anew; use a list or a dictionary, or give it an IPayloadCodec");
        if (CollectionCheck.WhyNot(type) is { } reason) throw Refused(path, type, reason);
    }

    private static PayloadException Refused(string path, Type type, string reason) =>
        new($"{path}: {TypeName.Of(type)} {reason}", null, type);

    private void Mark(string text)
    {
        foreach (var c in text) _mark = (_mark ^ c) * 16777619;
        _mark = (_mark ^ '|') * 16777619;
    }
}
