namespace ActorMap.State;

/// <summary>Chooses how a type is copied.</summary>
internal static class CopierChoice
{
    internal static Copier For(Type type)
    {
        if (Refusals.OfType(type) is { } refusal) return new RefusedCopier(type, refusal);
        if (SharedTypes.Contains(type)) return SharedCopier.Instance;
        if (type.IsAssignableTo(typeof(Delegate))) return DelegateCopier.Instance;
        if (type.IsArray) return ForArray(type);

        if (type.FullName == JsonOptionsCopier.Name) return new JsonOptionsCopier();
        var copier = SpecialCopies.For(type) is { } special ? new SpecialCopier(special) : RebuiltTypes.For(type) ?? ForObject(type);
        return Refusals.GuardOf(type) is { } guard ? new GuardedCopier(guard, copier) : copier;
    }

    private static Copier ForArray(Type type)
    {
        var element = type.GetElementType()!;
        if (Fields.IsLeaf(element)) return type.IsSZArray && VectorCopier.Takes(element) ? new VectorCopier(element) : FlatArrayCopier.Instance;
        return element.IsValueType ? new StructArrayCopier(FixEmitter.ForElements(element)) : ReferenceArrayCopier.Instance;
    }

    private static ObjectCopier ForObject(Type type) => new(type, FixEmitter.ForObject(type, SharedTypes.Own(type)));
}
