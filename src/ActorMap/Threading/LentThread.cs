using System.Collections.Concurrent;
using Akka.Dispatch;

namespace ActorMap.Threading;

/// <summary>
/// The thread of a caller who waits for a small map. For some microseconds it runs the actors of <see cref="InPlaceDispatcher"/> that others tell something: what they have stays in the
/// cache of the core that made it, and the caller goes on at once when its map has ended. See docs/decisions/0033-the-caller-of-a-small-map-lends-its-thread.md.
/// </summary>
/// <remarks>One caller at a time lends; who comes second waits as ever.</remarks>
internal sealed class LentThread : IDisposable
{
    private const int PausesBetweenLooks = 4;
    private const int NoThread = 0;

    private readonly ConcurrentQueue<IRunnable> _tasks = new();
    private int _taken;
    private volatile int _thread;

    /// <summary>Lends the calling thread, until what it returns is disposed. Null where another is lent.</summary>
    public LentThread? Lend()
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0) return null;
        _thread = Environment.CurrentManagedThreadId;
        return this;
    }

    /// <summary>From another thread: has the lent one run it.</summary>
    /// <returns>False where none is lent, or it is the caller's own.</returns>
    public bool TryGive(IRunnable task)
    {
        var thread = _thread;
        if (thread == NoThread || thread == Environment.CurrentManagedThreadId) return false;
        _tasks.Enqueue(task);

        // Either this sees that the thread has gone, or the thread sees the task before it goes: both exchange first and look then.
        Interlocked.MemoryBarrier();
        if (_thread == NoThread) RunAll();
        return true;
    }

    /// <summary>Runs what it is given until the map has ended, or for as long as a worker looks for more before it sleeps.</summary>
    public void Until(Task end)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!end.IsCompleted && TimeProvider.System.GetElapsedTime(began) < OwnThread.LookTime)
        {
            if (_tasks.TryDequeue(out var task)) InPlaceDispatcher.Run(task);
            else Thread.SpinWait(PausesBetweenLooks);
        }
    }

    public void Dispose()
    {
        _thread = NoThread;
        Interlocked.MemoryBarrier();
        RunAll();
        Volatile.Write(ref _taken, 0);
    }

    private void RunAll()
    {
        while (_tasks.TryDequeue(out var task)) InPlaceDispatcher.Run(task);
    }
}
