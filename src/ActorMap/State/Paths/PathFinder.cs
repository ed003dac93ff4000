namespace ActorMap.State;

/// <summary>
/// Finds what can't be copied, nearest first: the same walk as a copy's, by reflection and breadth first, keeping the paths.
/// Runs only when a copy has been refused.
/// </summary>
internal sealed class PathFinder(IReadOnlyDictionary<object, ClosureUse>? widened)
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, ClosureUse> _narrowed = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Delegate Function, StatePath Path)> _openDelegates = [];
    private readonly Queue<Step> _open = new();
    private StateCopyException? _found;

    internal StateCopyException Find(object root, RefusedException refused)
    {
        Meet(root, StatePath.Of(root.GetType()), isRoot: true);
        while (_found is null && _open.TryDequeue(out var step)) Look(step);
        if (_found is not null) return _found;

        foreach (var (function, path) in _openDelegates)
            if (!_seen.Contains(function.Target!)) return Error(path, function.GetType(), Refusal.ForeignDelegate(function));
        return Error(StatePath.Of(root.GetType()), refused.Type, refused.Refusal);
    }

    private static StateCopyException Error(StatePath path, Type type, Refusal refusal) => new(path.ToString(), type, refusal.Of(type));

    private void Meet(object value, StatePath path, bool isRoot)
    {
        if (value is Delegate function)
        {
            if (_seen.Add(function))
                foreach (var part in function.GetInvocationList()) MeetDelegate(part, path, isRoot);
        }
        else if (value is ValueType || _seen.Add(value))
        {
            _open.Enqueue(new Step(value, path, null));
        }
    }

    private void MeetDelegate(Delegate function, StatePath path, bool isRoot)
    {
        if (function.Target is not { } target || Copier.For(target.GetType()) is not { IsShared: false } copier) return;
        var use = copier.Uses.Of(function);
        if (copier.IsClosure) MeetNarrowed(target, isRoot ? StatePath.Lambda : path, use);
        else if (!isRoot) _openDelegates.Add((function, path));
        else if (Closures.IsLambda(function.Method)) MeetNarrowed(target, StatePath.Lambda.Then(".this"), use);
        else Meet(target, StatePath.Of(target.GetType()), isRoot: false);
    }

    private void MeetNarrowed(object target, StatePath path, ClosureUse use)
    {
        if (widened is not null && widened.TryGetValue(target, out var wider)) use = wider.And(use);
        if (use.IsWholeOf(Copier.For(target.GetType())))
        {
            Meet(target, path, isRoot: false);
            return;
        }

        var isKnown = _narrowed.TryGetValue(target, out var before);
        if (isKnown ? before!.Covers(use) : !_seen.Add(target)) return;
        if (isKnown) use = before!.And(use);
        _narrowed[target] = use;
        _open.Enqueue(new Step(target, path, use));
    }

    private void Look(Step step)
    {
        var (value, path, use) = step;
        var type = value.GetType();
        var copier = Copier.For(type);
        if (copier.IsShared) return;

        var refusal = value is ValueType boxed ? RefusedTypes.OfStruct(boxed) ?? copier.RefusalOf(value) : copier.RefusalOf(value);
        if (refusal is not null || new StateChild("", value).IsNative)
        {
            _found = Error(path, type, refusal ?? Refusal.NativeHandle);
            return;
        }

        if (SpecialCopies.For(type) is not null || copier is JsonOptionsCopier) return;
        foreach (var child in use is null ? StateChildren.Of(value) : StateChildren.OfFields(value, Fields.Of(type).Where(use.Has)))
        {
            if (child.IsNative && child.Field is not null) _found ??= Native(path, type, child);
            else MeetChild(child, path, use, Wrappers.Contains(type));
        }
    }

    private void MeetChild(StateChild child, StatePath path, ClosureUse? use, bool isWrapper)
    {
        if (use is not null && Closures.IsOuter(child.Field!))
            MeetNarrowed(child.Value, child.Field!.Name == Closures.This ? path.Then(".this") : path, use);
        else if (isWrapper && child.Value is not Delegate && Copier.For(child.Value.GetType()).RefusalOf(child.Value) is null)
            Meet(child.Value, StatePath.Of(child.Value.GetType()), isRoot: false);
        else
            Meet(child.Value, path.Then(child.Label), isRoot: isWrapper);
    }

    /// <summary>The culprit is who keeps the handle; where that is the function itself, the handle.</summary>
    private static StateCopyException Native(StatePath path, Type owner, StateChild child)
    {
        var type = child.Field!.FieldType;
        var refusal = type == typeof(nint) || type == typeof(nuint) ? Refusal.NativeHandle : Refusal.NativeMemory;
        return path.Parent is null || Closures.IsClosure(owner) ? Error(path.Then(child.Label), type, refusal) : Error(path, owner, refusal);
    }

    private readonly record struct Step(object Value, StatePath Path, ClosureUse? Use);
}
