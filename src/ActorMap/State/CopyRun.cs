using System.Diagnostics.CodeAnalysis;

namespace ActorMap.State;

/// <summary>
/// One deep copy. Objects are cloned when first met; below a small depth their fields are put right later, from a list of work: however
/// long the chains of references are, the stack stays flat.
/// </summary>
internal sealed partial class CopyRun
{
    private const int Deepest = 32;

    [ThreadStatic]
    private static CopyRun? s_spare;

    private readonly SeenMap _seen = new();
    private WorkItem[] _work = new WorkItem[16];
    private int _workCount;
    private List<RebuildTask>? _rebuilds;
    private bool _capturing;
    private int _depth;
    private Type? _lastType;
    private Copier? _lastCopier;

    /// <summary>A run of this thread's. A function's own code (a comparer's) may start another meanwhile, hence rented.</summary>
    internal static CopyRun Rent(bool capturing, bool lending)
    {
        var run = s_spare ?? new CopyRun();
        s_spare = null;
        run._capturing = capturing;
        run.IsLending = lending;
        return run;
    }

    /// <summary>Whether arrays of plain values are the original's own: nobody keeps the copy.</summary>
    internal bool IsLending { get; private set; }

    internal void Return()
    {
        Clear();
        ClearClosures();
        s_spare = this;
    }

    internal object Start(object root)
    {
        object? copy = root;
        while (true)
        {
            FixRoot(ref copy);
            while (_workCount > 0)
            {
                var item = _work[--_workCount];
                item.Copier.Finish(item.Copy, this);
            }

            PatchDelegates();
            if (!_widened) break;
            // A closure turned out to be used more widely than first met: again, knowing it.
            Clear();
            copy = root;
        }

        if (_rebuilds is { Count: > 0 }) RebuildTask.RunAll(_rebuilds);
        return copy!;
    }

    /// <summary>The copy of an object: the one that there is, or a clone whose content is put right later.</summary>
    internal object Copy(object original)
    {
        var copy = Meet(original, out var unfinished);
        if (unfinished is null) return copy;
        if (_depth == Deepest)
        {
            Later(copy, unfinished);
            return copy;
        }

        // What was just cloned is in the processor's cache: put right at once while the stack is shallow.
        _depth++;
        unfinished.Finish(copy, this);
        _depth--;
        return copy;
    }

    /// <summary>Puts one reference right: a field or an element of a clone still points to the original.</summary>
    internal void Fix(ref object? slot)
    {
        if (slot is { } original) slot = Copy(original);
    }

    /// <summary>Native integers are handles until the contrary is proven: nothing tells them apart.</summary>
    internal static void FixNative(nint value)
    {
        if (value != 0) Refuse(typeof(nint), Refusal.NativeHandle);
    }

    internal void Later(object copy, Copier copier)
    {
        if (_workCount == _work.Length) Array.Resize(ref _work, _workCount * 2);
        _work[_workCount++] = new WorkItem(copy, copier);
    }

    /// <summary>So many objects are about to be copied, at most.</summary>
    internal void Expect(int objects) => _seen.Expect(objects);

    internal void RebuildLater(RebuildTask task) => (_rebuilds ??= []).Add(task);

    [DoesNotReturn]
    internal static void Refuse(Type type, Refusal refusal) => throw new RefusedException(type, refusal);

    /// <summary>The copy that there is, or a clone, with the copier that has still to put it right.</summary>
    private object Meet(object original, out Copier? unfinished)
    {
        unfinished = null;
        var copier = CopierOf(original);
        if (copier.IsShared) return original;
        if (_seen.Find(original) is { } known)
        {
            WidenFully(original);
            return known;
        }

        var copy = copier.Begin(original, this);
        _seen.Add(original, copy);
        if (copier.HasContent) unfinished = copier;
        return copy;
    }

    private Copier CopierOf(object original)
    {
        var type = original.GetType();
        if (type == _lastType) return _lastCopier!;
        var copier = Copier.For(type);
        (_lastType, _lastCopier) = (type, copier);
        return copier;
    }

    private void Clear()
    {
        _seen.Clear();
        if (_work.Length > 1 << 10) _work = new WorkItem[16];
        else Array.Clear(_work);
        (_workCount, _depth) = (0, 0);
        _rebuilds?.Clear();
        // Not kept beyond the run: a spare run must not keep a job's load context alive.
        (_lastType, _lastCopier) = (null, null);
        ClearMet();
    }

    private readonly record struct WorkItem(object Copy, Copier Copier);
}
