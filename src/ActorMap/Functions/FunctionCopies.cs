using ActorMap.State;

namespace ActorMap.Functions;

/// <summary>
/// The function as it was when the map started, and a copy of it for each worker that asks. Large state is not kept beside the copies: the last worker gets
/// the capture itself, so that N workers cost N times the state and not N + 1.
/// </summary>
internal sealed class FunctionCopies
{
    // Below this the capture is kept, so that a worker that replaces a lost one can have a copy, too.
    private const long Small = 1 << 20;

    private readonly Lock _lock = new();
    private readonly bool _shared;
    private readonly bool _keep;
    private object? _captured;
    private int _left;
    private int _sharing;
    private bool _wasShared;
    private bool _isOver;

    private FunctionCopies(object captured, bool shared, bool keep, int workers) =>
        (_captured, _shared, _keep, _left) = (captured, shared, keep, workers);

    /// <summary>Whether workers must tell the function when the job is over.</summary>
    public bool MustRelease { get; private init; }

    /// <summary>One worker more will ask for a copy, in the place of one that is lost; false where there is none for it. Whoever was to have one before still is.</summary>
    public bool TryAdmit()
    {
        lock (_lock)
        {
            if (_captured is null) return false;
            _left++;
            return true;
        }
    }

    /// <summary>Captures the function, in the caller's thread, before anything runs.</summary>
    /// <param name="function">The caller's object; it is read and never touched again.</param>
    /// <param name="workers">Workers that will ask for a copy.</param>
    /// <param name="replaceable">Whether workers may be replaced in the course of the job, so that the capture must be kept whatever its size.</param>
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
    /// <param name="replaceable">Whether workers may be replaced in the course of the job.</param>
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
    public object Take()
    {
        lock (_lock)
        {
            var captured = _captured ?? throw new InvalidOperationException("The state's copies are all given out.");
            if (_shared)
            {
                _sharing++;
                _wasShared = true;
                return captured;
            }

            if (--_left > 0 || _keep) return StateCopier.Copy(captured);
            _captured = null;
            return captured;
        }
    }

    /// <summary>The job is over: who lets go of the shared copy last disposes it from now on. Before, a worker that was given up may have had it alone, and one that takes its place is to have it yet.</summary>
    /// <returns>The shared copy, where nobody has it any more who could dispose it.</returns>
    public object? Close()
    {
        lock (_lock)
        {
            var isLeft = _shared && _wasShared && _sharing == 0 && !_isOver;
            _isOver = true;
            return isLeft ? _captured : null;
        }
    }

    /// <summary>A worker is done with its copy: it is disposed, the shared one with its last worker.</summary>
    public ValueTask ReleaseAsync(object function)
    {
        if (_shared)
        {
            lock (_lock)
            {
                if (--_sharing > 0 || !_isOver) return ValueTask.CompletedTask;
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
}
