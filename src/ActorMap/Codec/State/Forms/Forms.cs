using System.Collections.Immutable;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Chooses how the objects of a type travel. Both sides choose by the type alone.</summary>
internal static class Forms
{
    private static readonly TypeCache<Form> s_forms = new(Choose);

    internal static Form Of(Type type) => s_forms.Of(type);

    private static Form Choose(Type type)
    {
        if (Singletons.For(type) is { } singleton) return new SingletonForm(singleton);
        if (Atoms.For(type) is { } atom) return atom;
        if (type.IsAssignableTo(typeof(ISharedByReference))) return new PoolForm();
        if (Refusals.OfType(type) is { } refusal) return new RefusedForm(refusal);
        if (ProcessBound.Contains(type)) return new RefusedForm(NotCarried.OfTheProcess);
        if (type.IsAssignableTo(typeof(Delegate))) return DelegateForm.Instance;
        if (type.IsArray) return ForArray(type);
        return ForObject(type);
    }

    private static Form ForArray(Type type)
    {
        var element = type.GetElementType()!;
        if (element.IsPointer || element.IsFunctionPointer) return new RefusedForm(Refusal.NativeMemory);
        if (!element.IsValueType) return new ReferenceArrayForm(type);
        var layout = ObjectLayout.Of(element);
        return layout.IsPlain ? new PlainArrayForm(type, layout) : new StructArrayForm(type, layout);
    }

    private static Form ForObject(Type type)
    {
        if (IsHashedOnly(type)) return new RefusedForm(NotCarried.Hashed);
        return RebuiltTypes.For(type) switch
        {
            IRebuilds collection => new RebuiltForm(collection, LayoutBuilder.BuildBelow(type, collection.Own)),
            null when type.IsAbstract || type.IsByRefLike || type.IsPointer || type.ContainsGenericParameters => new RefusedForm(NotCarried.OfTheProcess),
            null => new FieldsForm(ObjectLayout.Of(type)),
            _ => new RefusedForm(NotCarried.Hashed),
        };
    }

    // Whatever the keys: even those of plain values hash differently in another process.
    private static bool IsHashedOnly(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (!t.IsGenericType) continue;
            var definition = t.GetGenericTypeDefinition();
            if (definition == typeof(Lookup<,>) || definition == typeof(ImmutableDictionary<,>.Builder) || definition == typeof(ImmutableHashSet<>.Builder)) return true;
        }

        return false;
    }
}
