using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>
/// Checks that nothing in a capture can change, breadth first, so that workers may share it. What is of a type marked
/// <see cref="ImmutableStateAttribute"/> is believed.
/// </summary>
internal sealed class ImmutabilityCheck
{
    private const string Stay = "leave MapOptions.State at PerWorker";

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object Value, StatePath Path, bool IsBoxed)> _open = new();

    internal void Check(object captured)
    {
        Meet(captured, StatePath.Of(captured.GetType()));
        while (_open.TryDequeue(out var next)) Look(next.Value, next.Path, next.IsBoxed);
    }

    /// <param name="value">Something that the capture holds.</param>
    /// <param name="path">Where.</param>
    /// <param name="declared">The type of the field that it is in, if it is in one. A struct is changed in place only in a box: elsewhere what is fixed is called on a copy.</param>
    private void Meet(object value, StatePath path, Type? declared = null)
    {
        if (value is ValueType || _seen.Add(value)) _open.Enqueue((value, path, declared is not { IsValueType: true }));
    }

    private void Look(object value, StatePath path, bool isBoxed)
    {
        var type = value.GetType();
        if (Copier.For(type).IsShared || ImmutableTypes.Contains(value)) return;
        if (value is Delegate function)
        {
            foreach (var part in function.GetInvocationList()) LookAtDelegate(part, path);
            return;
        }

        if (ImmutableTypes.WhyNot(type) is { } cure) throw Error(path, type, cure);
        if (Closures.IsClosure(type)) return;

        var isKnown = ImmutableTypes.IsCollection(type);
        foreach (var child in isKnown ? CollectionItems.Of(value) : StateChildren.Of(value)) MeetChild(child, path, type);
        if (!isKnown && (value is not ValueType || (isBoxed && !IsTuple(type)))) RequireFixedFields(type, path);
    }

    private void MeetChild(StateChild child, StatePath path, Type owner)
    {
        var isNamedByType = Wrappers.Contains(owner) && child.Value is not Delegate && ImmutableTypes.WhyNot(child.Value.GetType()) is null;
        Meet(child.Value, isNamedByType ? StatePath.Of(child.Value.GetType()) : path.Then(child.Label), child.Field?.FieldType ?? ItemType(child.Value, owner));
    }

    /// <summary>Items of a collection of structs lie in no box.</summary>
    private static Type? ItemType(object item, Type collection) =>
        collection.GenericTypeArguments.Any(argument => (Nullable.GetUnderlyingType(argument) ?? argument) == item.GetType()) ? item.GetType() : null;

    // Its fields can be assigned, but it has no method that would.
    private static bool IsTuple(Type type) => type.Namespace == "System" && type.IsAssignableTo(typeof(ITuple));

    private static void RequireFixedFields(Type type, StatePath path)
    {
        foreach (var field in SharedTypes.Own(type))
        {
            if (FixedFields.IsFixed(field)) continue;
            if (Wrappers.Contains(type))
                throw Error(path.Then(TypeName.Of(type)), type, $"builds its state in each worker; {Stay}");
            if (type.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal))
                throw Error(path, type, $"can be changed; {Stay}");
            throw Error(path.Then("." + MemberName.Of(field.Name)), field.FieldType,
                $"is in a field that can be assigned; make it readonly, mark the type [ImmutableState], or {Stay}");
        }
    }

    /// <summary>A closure's fields are never readonly: they are fixed if the body doesn't write to them.</summary>
    private void LookAtDelegate(Delegate function, StatePath path)
    {
        if (function.Target is not { } target || Copier.For(target.GetType()) is not { IsShared: false } copier) return;
        var isRoot = path.Parent is null;
        if (copier.IsClosure) LookAtClosure(target, copier.Uses.Of(function), isRoot ? StatePath.Lambda : path);
        else if (isRoot && Closures.IsLambda(function.Method)) LookAtThis(target, copier.Uses.Of(function), StatePath.Lambda);
        else Meet(target, isRoot ? StatePath.Of(target.GetType()) : path);
    }

    /// <summary>Of an object that was narrowed to a lambda's use, only that lambda knows the copy: it is held to the same as a closure.</summary>
    private void LookAtThis(object target, ClosureUse use, StatePath path)
    {
        if (use.IsWholeOf(Copier.For(target.GetType()))) Meet(target, path.Then(".this"));
        else LookAtClosure(target, use, path.Then(".this"));
    }

    private void LookAtClosure(object closure, ClosureUse use, StatePath path)
    {
        foreach (var field in Fields.Of(closure.GetType()).Where(use.Has))
        {
            if (use.Writes(field))
                throw Error(path.Then("." + MemberName.Of(field.Name)), field.FieldType, $"may be assigned by the lambda; {Stay}");
            if (Fields.IsLeaf(field.FieldType) || field.GetValue(closure) is not { } value) continue;
            if (Closures.IsClosure(field.FieldType)) LookAtClosure(value, use, path);
            else if (field.Name == Closures.This) LookAtThis(value, use, path);
            else Meet(value, path.Then("." + MemberName.Of(field.Name)), field.FieldType);
        }
    }

    private static StateCopyException Error(StatePath path, Type type, string what) => new(path.ToString(), type, $"{TypeName.Of(type)} {what}");
}
