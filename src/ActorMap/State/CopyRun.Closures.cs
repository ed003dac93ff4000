namespace ActorMap.State;

/// <summary>The part of a capture that deals with delegates and what they close over.</summary>
internal sealed partial class CopyRun
{
    private readonly SeenMap _narrowed = new();
    private Dictionary<object, ClosureUse>? _widenings;
    private List<Delegate>? _openDelegates;
    private bool _widened;

    /// <summary>Objects of which more is used than the first delegate on them told, with all that is used.</summary>
    internal IReadOnlyDictionary<object, ClosureUse>? Widened => _widenings;

    /// <summary>The fields that the closure being put right is narrowed to.</summary>
    internal ClosureUse? Use { get; set; }

    /// <summary>As <see cref="Fix"/>, but a delegate there is what the map runs: its target is captured whatever it is.</summary>
    internal void FixRoot(ref object? slot)
    {
        if (!_capturing || slot is not Delegate function)
        {
            Fix(ref slot);
            return;
        }

        if (_seen.Find(function) is not { } copy)
        {
            copy = CaptureDelegate(function, isRoot: true);
            _seen.Add(function, copy);
        }

        slot = copy;
    }

    /// <summary>Puts right a field of a closure that leads to an outer closure, or to <c>this</c>: narrowed to the same use.</summary>
    internal void FixOuter(ref object? slot)
    {
        if (slot is { } original) slot = CopyNarrowed(original, Use!);
    }

    internal object CopyDelegate(Delegate original)
    {
        if (_capturing) return CaptureDelegate(original, isRoot: false);
        if (!original.HasSingleTarget) return Combined(original, isRoot: false);
        if (!HasCopiedTarget(original)) return original;

        // In a copy of a capture every target is part of it.
        var copy = DelegateParts.Clone(original);
        Later(copy, DelegateCopier.Instance);
        return copy;
    }

    private bool HasCopiedTarget(Delegate function) => function.Target is { } target && !CopierOf(target).IsShared;

    private Delegate CaptureDelegate(Delegate original, bool isRoot)
    {
        if (!original.HasSingleTarget) return Combined(original, isRoot);
        if (!HasCopiedTarget(original)) return original;

        var target = original.Target!;
        var copier = CopierOf(target);
        var copy = DelegateParts.Clone(original);
        if (copier.IsClosure || isRoot) DelegateParts.Target(copy) = CopyNarrowed(target, copier.Uses.Of(original));
        else (_openDelegates ??= []).Add(copy);
        return copy;
    }

    private Delegate Combined(Delegate original, bool isRoot)
    {
        var parts = original.GetInvocationList();
        for (var i = 0; i < parts.Length; i++)
        {
            object? part = parts[i];
            if (isRoot) FixRoot(ref part);
            else Fix(ref part);
            parts[i] = (Delegate)part!;
        }

        return Delegate.Combine(parts)!;
    }

    private object CopyNarrowed(object original, ClosureUse use)
    {
        if (_widenings is not null && _widenings.TryGetValue(original, out var wider)) use = wider.And(use);
        var whole = CopierOf(original);
        if (whole.IsShared || use.IsWholeOf(whole)) return CopyLater(original);
        if (_seen.Find(original) is { } known)
        {
            if (_narrowed.Find(original) is ClosureUse before && !before.Covers(use)) Widen(original, before.And(use));
            return known;
        }

        var copier = use.CopierOf(original.GetType());
        var copy = copier.Begin(original, this);
        _seen.Add(original, copy);
        _narrowed.Add(original, use);
        Later(copy, copier);
        return copy;
    }

    // Not at once: the delegate that led here has to be known first, or a way back to it would make another.
    private object CopyLater(object original)
    {
        var copy = Meet(original, out var unfinished);
        if (unfinished is not null) Later(copy, unfinished);
        return copy;
    }

    private void WidenFully(object original)
    {
        if (_narrowed.Count > 0 && _narrowed.Find(original) is not null) Widen(original, ClosureUse.Everything);
    }

    private void Widen(object original, ClosureUse use)
    {
        _widenings ??= new(ReferenceEqualityComparer.Instance);
        _widenings[original] = use;
        _widened = true;
    }

    /// <summary>A delegate on an object may stay if the object is part of the function anyway; else it would reach back to the caller.</summary>
    private void PatchDelegates()
    {
        // With a closure still to be widened, what is part of the function is not known yet.
        if (_openDelegates is null || _widened) return;
        foreach (var copy in _openDelegates)
        {
            ref var target = ref DelegateParts.Target(copy);
            if (_seen.Find(target!) is not { } known)
            {
                Refuse(copy.GetType(), Refusal.ForeignDelegate(copy));
                return;
            }

            WidenFully(target!);
            target = known;
        }
    }

    private void ClearMet()
    {
        _narrowed.Clear();
        _openDelegates?.Clear();
        _widened = false;
        Use = null;
    }

    private void ClearClosures() => _widenings = null;
}
