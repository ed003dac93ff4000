using Akka.Dispatch;

namespace ActorMap.Threading;

/// <summary>
/// A thread that runs what it is given, in order. When there is nothing more it looks for a while before it sleeps: waking it costs more than a small map
/// takes, and the next one is often there within microseconds.
/// </summary>
/// <param name="name">The thread's name.</param>
/// <remarks>
/// Who looks as long as a sleep and a wake take never pays more than twice of what would have been best (Karlin, Li, Manasse and Owicki,
/// "Empirical studies of competitive spinning for a shared-memory multiprocessor", SOSP 1991). docs/decisions/0027 has the measurements.
/// </remarks>
internal sealed class OwnThread(string name)
{
    /// <summary>How long it looks. With one processor not at all: whoever has something for it can't run meanwhile.</summary>
    public static readonly TimeSpan LookTime = Environment.ProcessorCount > 1 ? TimeSpan.FromMicroseconds(30) : TimeSpan.Zero;

    private const int PausesBetweenLooks = 8;

    [ThreadStatic]
    private static bool _isCurrent;

    private readonly AutoResetEvent _call = new(initialState: false);
    private readonly Lock _starting = new();
    private volatile Thread? _thread;
    private volatile bool _ends;
    private Inbox _inbox;
    private Inbox.Taken _taken;

    /// <summary>Whether this code runs on such a thread.</summary>
    public static bool IsCurrent => _isCurrent;

    /// <summary>Runs it, behind what was given before.</summary>
    public void Run(IRunnable task)
    {
        // Either this sees that the thread has gone, or the thread sees the task before: both write first, and look behind a fence.
        if (_inbox.Put(task)) _call.Set();
        if (_thread is null) Start();
    }

    /// <summary>The thread goes when it has run what it was given. What comes later has one of its own, which goes likewise.</summary>
    public void End()
    {
        _ends = true;
        _call.Set();
    }

    private void Start()
    {
        lock (_starting)
        {
            if (_thread is not null) return;
            var thread = new Thread(Work) { IsBackground = true, Name = name };
            _thread = thread;
            thread.UnsafeStart();
        }
    }

    private void Work()
    {
        _isCurrent = true;
        while (TryNext(out var task)) task.Run();
        _thread = null;
        Interlocked.MemoryBarrier();
        if (!_inbox.IsEmpty) Start();
    }

    private bool TryNext(out IRunnable task) => _taken.TryNext(out task) || TryTake(out task) || TryLook(out task) || TryWait(out task);

    private bool TryTake(out IRunnable task)
    {
        // Who only looks writes nothing: what it writes lies beside the word that others write.
        task = null!;
        if (_inbox.IsEmpty) return false;
        _taken = _inbox.TakeAll();
        return _taken.TryNext(out task);
    }

    private bool TryLook(out IRunnable task)
    {
        var began = TimeProvider.System.GetTimestamp();
        do
        {
            Thread.SpinWait(PausesBetweenLooks);
            if (TryTake(out task)) return true;
        }
        while (TimeProvider.System.GetElapsedTime(began) < LookTime);

        return false;
    }

    /// <summary>Sleeps until there is something to run. False when it is to end.</summary>
    private bool TryWait(out IRunnable task)
    {
        while (true)
        {
            if (!_inbox.TrySleep()) return TryTake(out task);
            task = null!;
            if (_ends) return false;
            Sleep();
            if (TryTake(out task)) return true;
        }
    }

    private void Sleep()
    {
        try
        {
            _call.WaitOne();
        }
        catch (ThreadInterruptedException)
        {
            // Meant for what ran before, which did not wait any more. Who wakes without a call looks, and sleeps again.
        }
    }
}
