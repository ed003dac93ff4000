using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Looks for the way to what can't be carried, nearest first, once there is one: paths are not kept while writing.</summary>
internal static class CulpritPath
{
    internal static string Of(object root, object culprit)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Queue<(object Value, StatePath Path)>();
        open.Enqueue((root, root is Delegate ? StatePath.Lambda : StatePath.Of(root.GetType())));
        while (open.TryDequeue(out var next))
        {
            var (value, path) = next;
            if (ReferenceEquals(value, culprit)) return path.ToString() is { Length: > 0 } text ? text : TypeName.Of(culprit.GetType());
            if (value is not ValueType && !seen.Add(value)) continue;
            foreach (var child in ChildrenOf(value)) open.Enqueue((child.Value, Step(value, path, child)));
        }

        return TypeName.Of(root.GetType());
    }

    private static IEnumerable<StateChild> ChildrenOf(object value)
    {
        if (value is Delegate function)
            return function.GetInvocationList().Where(part => part.Target is not null).Select(part => new StateChild("", part.Target!));
        var type = value.GetType();
        return Forms.Of(type) switch
        {
            FieldsForm when !CollectionItems.IsKnown(type) => FieldsOf(value, type),
            FieldsForm or RebuiltForm or ArrayForm => StateChildren.Of(value),
            _ => [],
        };
    }

    // Also those that a copy within the process shares and never looks into.
    private static IEnumerable<StateChild> FieldsOf(object value, Type type)
    {
        foreach (var field in Fields.Of(type))
        {
            if (field.FieldType.IsPrimitive || field.FieldType.IsEnum || field.FieldType.IsPointer || field.FieldType.IsFunctionPointer) continue;
            if (field.GetValue(value) is { } child) yield return new StateChild("." + MemberName.Of(field.Name), child, field);
        }
    }

    private static StatePath Step(object owner, StatePath path, StateChild child)
    {
        if (child.Label.Length == 0 || (child.Field is { } field && ActorMap.State.Closures.IsOuter(field))) return path;
        if (!Wrappers.Contains(owner.GetType())) return path.Then(child.Label);
        return child.Value is Delegate ? StatePath.Lambda : StatePath.Of(child.Value.GetType());
    }
}
