using ActorMap.State;

namespace ActorMap.Functions;

/// <summary>
/// The function as it was when the map started, and a copy of it for each worker that asks. Large state is not kept beside the copies: the last worker gets
/// the capture itself, so that N workers cost N times the state and not N + 1; who takes the place of a worker that was given up takes over its copy.
/// </summary>
internal sealed class FunctionCopies
{
    // Below this the capture is kept, so that a worker that replaces a lost one can have a copy, too.
    private const long Small = 1 << 20;

    private readonly Lock _lock = new();
    private readonly bool _shared;
    private readonly bool _keep;

    // Where the capture is not kept: who has which copy, and those that nobody has any more.
    private readonly Dictionary<int, object>? _owned;
    private readonly Stack<object>? _left;
    private object? _captured;
    private int _due;
    private int _sharing;
    private bool _wasShared;
    private bool _isOver;

    private FunctionCopies(object captured, bool shared, bool keep, int workers)
    {
        // What was started in one worker is not handed on to another.
        (_captured, _shared, _keep, _due) = (captured, shared, keep || captured is IWorkerStart, workers);
        if (!_shared && !_keep) (_owned, _left) = ([], []);
    }

    /// <summary>Whether workers must tell the function when the job is over.</summary>
    public bool MustRelease { get; private init; }

    /// <summary>One worker more will ask for a copy, in the place of one that is lost; false where there is none for it. Whoever was to have one before still is.</summary>
    /// <param name="idle">The lost worker, where it is in the middle of nothing of the job and comes to nothing more: its copy is another's from now on. Else null.</param>
    public bool TryAdmit(int? idle)
    {
        lock (_lock)
        {
            if (idle is { } lost && _owned?.Remove(lost, out var copy) == true) _left!.Push(copy);
            if (_captured is null && !(_left?.Count > _due)) return false;
            _due++;
            return true;
        }
    }

    /// <summary>Captures the function, in the caller's thread, before anything runs.</summary>
    /// <param name="function">The caller's object; it is read and never touched again.</param>
    /// <param name="workers">Workers that will ask for a copy.</param>
    /// <param name="replaceable">Whether a worker may be replaced in the middle of an item, so that the capture must be kept whatever its size.</param>
    /// <param name="sharing">One copy a worker, or one a node.</param>
    /// <exception cref="StateCopyException">The state can't be copied, or not be shared.</exception>
    public static FunctionCopies Capture(object function, int workers, bool replaceable, StateSharing sharing)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var captured = StateCopier.Capture(function);
        var size = GC.GetAllocatedBytesForCurrentThread() - before;
        if (sharing == StateSharing.PerNode) StateCopier.RequireImmutable(captured);
        return new FunctionCopies(captured, sharing == StateSharing.PerNode, replaceable || size < Small, workers)
        {
            MustRelease = function is IDisposable or IAsyncDisposable,
        };
    }

    /// <summary>A function that came from another process: it is nobody's yet, so the last worker may have it as it is.</summary>
    /// <param name="function">The function.</param>
    /// <param name="size">About how many bytes its state takes.</param>
    /// <param name="workers">Workers that will ask for a copy.</param>
    /// <param name="replaceable">Whether a worker may be replaced in the middle of an item.</param>
    /// <param name="sharing">One copy a worker, or one a node.</param>
    /// <exception cref="StateCopyException">The state can't be shared.</exception>
    public static FunctionCopies Of(object function, long size, int workers, bool replaceable, StateSharing sharing)
    {
        if (sharing == StateSharing.PerNode) StateCopier.RequireImmutable(function);
        return new(function, sharing == StateSharing.PerNode, replaceable || size < Small, workers) { MustRelease = function is IDisposable or IAsyncDisposable };
    }

    /// <summary>For a job whose workers are in other processes, which have their own copies.</summary>
    public static FunctionCopies Elsewhere(object function) => new(new object(), true, true, 0) { MustRelease = function is IDisposable or IAsyncDisposable };

    /// <summary>A worker's copy. Copies are made one after the other: the last worker may only have the capture when nobody reads it any more.</summary>
    public object Take(int worker)
    {
        lock (_lock)
        {
            if (_shared)
            {
                _sharing++;
                _wasShared = true;
                return _captured!;
            }

            _due--;
            var copy = _left?.TryPop(out var left) == true ? left : Next();
            _owned?.Add(worker, copy);
            return copy;
        }
    }

    /// <summary>The job is over: who lets go of its copy, or last of the shared one, disposes it from now on. Before, one that takes the place of a worker that was given up is to have it yet.</summary>
    /// <returns>The copies that somebody had, and nobody has any more who could dispose them.</returns>
    public object[] Close()
    {
        lock (_lock)
        {
            object[] left = _isOver ? [] : _left is { Count: > 0 } ? [.. _left] : _wasShared && _sharing == 0 ? [_captured!] : [];
            _isOver = true;
            _left?.Clear();
            if (!MustRelease) _owned?.Clear();
            return left;
        }
    }

    /// <summary>A worker is done with its copy: it is disposed, the shared one with its last worker.</summary>
    public ValueTask ReleaseAsync(int worker, object function)
    {
        if (_shared || _owned is not null)
        {
            lock (_lock)
            {
                if (_shared ? --_sharing > 0 || !_isOver : !TryRelease(worker)) return ValueTask.CompletedTask;
            }
        }

        return DisposeAsync(function);
    }

    public static ValueTask DisposeAsync(object function)
    {
        switch (function)
        {
            case IAsyncDisposable asynchronous:
                return asynchronous.DisposeAsync();
            case IDisposable disposable:
                OutsideWorker.Call(disposable.Dispose);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private object Next()
    {
        var captured = _captured ?? throw new InvalidOperationException("The state's copies are all given out.");
        if (_due > 0 || _keep) return StateCopier.Copy(captured);
        _captured = null;
        return captured;
    }

    /// <summary>False where another has the worker's copy, or may have it yet: the job goes on, so the worker was given up.</summary>
    private bool TryRelease(int worker)
    {
        if (!_owned!.Remove(worker, out var copy)) return false;
        if (!_isOver) _left!.Push(copy);
        return _isOver;
    }
}
