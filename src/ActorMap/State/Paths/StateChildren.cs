using System.Reflection;

namespace ActorMap.State;

/// <summary>What objects hold, as their users see it: the items of collections by index or key, then fields.</summary>
internal static class StateChildren
{
    internal static IEnumerable<StateChild> Of(object owner)
    {
        var type = owner.GetType();
        if (owner is Array array) return Fields.IsLeaf(type.GetElementType()!) ? [] : Elements(array);
        if (CollectionItems.IsKnown(type)) return CollectionItems.Of(owner).Concat(Inside(owner, type));
        return OfFields(owner, SharedTypes.Own(type));
    }

    internal static IEnumerable<StateChild> OfFields(object owner, IEnumerable<FieldInfo> fields)
    {
        foreach (var field in fields)
        {
            if (Fields.IsLeaf(field.FieldType) || Fields.IsHarmlessNative(field)) continue;
            if (field.GetValue(owner) is { } value) yield return new StateChild("." + MemberName.Of(field.Name), value, field);
        }
    }

    // Items come first, so that they get their readable names; what a rebuilt collection keeps besides is not copied.
    private static IEnumerable<StateChild> Inside(object owner, Type type)
    {
        if (RebuiltTypes.Base(type) is not { } known) return OfFields(owner, Fields.Of(type));
        return type.Assembly == known.Assembly ? [] : OfFields(owner, Fields.Of(type, below: known));
    }

    private static IEnumerable<StateChild> Elements(Array array)
    {
        var at = new int[array.Rank];
        for (var d = 0; d < at.Length; d++) at[d] = array.GetLowerBound(d);
        foreach (var element in array)
        {
            if (element is not null) yield return new StateChild($"[{string.Join(',', at)}]", element);
            for (var d = at.Length - 1; d >= 0 && ++at[d] > array.GetUpperBound(d); d--) at[d] = array.GetLowerBound(d);
        }
    }
}
