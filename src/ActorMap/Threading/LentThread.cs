using System.Runtime.CompilerServices;
using Akka.Dispatch;

namespace ActorMap.Threading;

/// <summary>
/// The thread of a caller who waits for a small map. For some microseconds it runs that map's actors whenever a worker tells them something: what they have stays in the cache of the core that made it,
/// and the caller goes on at once when its map has ended. See docs/decisions/0033-the-caller-of-a-small-map-lends-its-thread.md.
/// </summary>
/// <remarks>One caller at a time lends; who comes second waits as ever. It runs nothing of anybody else's, who may block or be long.</remarks>
internal sealed class LentThread : IDisposable
{
    private const int PausesBetweenLooks = 4;

    // A job, its router and its aggregator.
    private const int MostActors = 3;

    [ThreadStatic]
    private static LentThread? _mine;

    private Inbox _inbox;
    private Actors _own;
    private volatile int _count;
    private volatile Task _end = Task.CompletedTask;
    private volatile bool _lends;
    private int _taken;
    private IRunnable? _outer;
    private bool _begins;

    /// <summary>Lends the calling thread until what it returns is disposed. Null where another is lent.</summary>
    /// <param name="end">What the caller waits for; with it the loan is over.</param>
    /// <param name="running">What the thread runs already.</param>
    public LentThread? Lend(Task end, IRunnable? running)
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0) return null;
        (_end, _outer, _begins, _lends, _mine) = (end, running, true, true, this);
        return this;
    }

    /// <summary>This thread runs an actor. It is the map's where another actor told it something while the map began.</summary>
    /// <param name="actor">The actor that it runs.</param>
    /// <param name="teller">The actor that it ran before, and runs on after this one.</param>
    public static void Runs(IRunnable actor, IRunnable? teller)
    {
        if (_mine is { _begins: true } mine && teller is not null && !ReferenceEquals(teller, mine._outer)) mine.Own(actor);
    }

    /// <summary>From another thread: has the lent one run an actor.</summary>
    /// <returns>False where none is lent, or not to this actor.</returns>
    public bool TryGive(IRunnable actor)
    {
        if (!_lends || ReferenceEquals(_mine, this) || !IsOwn(actor)) return false;
        _inbox.Put(actor);

        // Either this sees that the thread has gone, or the thread sees the task before it goes: both write first, and look behind a fence.
        if (!_lends) RunAll();
        return true;
    }

    /// <summary>Runs what it is given until the map has ended, or for as long as a worker looks for more before it sleeps.</summary>
    public void Wait()
    {
        _begins = false;
        var began = TimeProvider.System.GetTimestamp();
        while (!_end.IsCompleted && TimeProvider.System.GetElapsedTime(began) < OwnThread.LookTime)
        {
            if (_inbox.IsEmpty) Thread.SpinWait(PausesBetweenLooks);
            else RunAll();
        }
    }

    public void Dispose()
    {
        (_lends, _begins, _mine) = (false, false, null);
        Interlocked.MemoryBarrier();
        try
        {
            RunAll();
        }
        finally
        {
            (_count, _end, _outer) = (0, Task.CompletedTask, null);
            _own = default;
            Volatile.Write(ref _taken, 0);
        }
    }

    private void Own(IRunnable actor)
    {
        if (_count == MostActors || IsOwn(actor)) return;
        _own[_count] = actor;
        _count++;
    }

    private bool IsOwn(IRunnable actor)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_own[i], actor)) return true;
        }

        return false;
    }

    private void RunAll()
    {
        var taken = _inbox.TakeAll();
        try
        {
            while (taken.TryNext(out var actor)) InPlaceDispatcher.Run(actor);
        }
        finally
        {
            // Whatever one of them throws: the others are run by who comes next.
            while (taken.TryNext(out var actor)) _inbox.Put(actor);
        }
    }

    [InlineArray(MostActors)]
    private struct Actors
    {
        private IRunnable? _first;
    }
}
