using Akka.Dispatch;

namespace ActorMap.Threading;

/// <summary>
/// What others give a thread to run. Mostly it is one thing at a time, an actor's turn, and then all of it is one word, and no more than its line of the cache goes over to the thread's core; a queue is several lines
/// (docs/decisions/0034). Any thread may give, and take all of what is there; but where one that takes may sleep, it is the only one that takes.
/// </summary>
internal struct Inbox
{
    private static readonly object Asleep = new();

    // Null, or who takes sleeps, or a task, or several.
    private object? _given;

    /// <summary>Whether there is nothing to take.</summary>
    public readonly bool IsEmpty => Volatile.Read(in _given) is null || ReferenceEquals(_given, Asleep);

    /// <summary>Puts it behind what is there.</summary>
    /// <returns>Whether who takes has fallen asleep, and must be called.</returns>
    public bool Put(IRunnable task)
    {
        object? before = null;
        while (true)
        {
            var sleeps = ReferenceEquals(before, Asleep);
            var seen = Interlocked.CompareExchange(ref _given, before is null || sleeps ? task : new Several(before, task), before);
            if (ReferenceEquals(seen, before)) return sleeps;
            before = seen;
        }
    }

    /// <summary>Who takes falls asleep; false where there is something to take.</summary>
    public bool TrySleep() => Interlocked.CompareExchange(ref _given, Asleep, null) is var seen && (seen is null || ReferenceEquals(seen, Asleep));

    /// <summary>Takes all that is there.</summary>
    public Taken TakeAll() => IsEmpty ? default : new Taken(Interlocked.Exchange(ref _given, null));

    /// <summary>What was taken, to be run by who took it.</summary>
    public struct Taken
    {
        private readonly Stack<IRunnable>? _several;
        private IRunnable? _one;

        internal Taken(object? given)
        {
            if (given is Several) _several = new Stack<IRunnable>();
            for (; given is Several several; given = several.Before) _several!.Push(several.Last);
            _one = given as IRunnable;
        }

        /// <summary>The next, in the order in which they were given.</summary>
        public bool TryNext(out IRunnable task)
        {
            if (_one is null) return _several is null ? (task = null!) is not null : _several.TryPop(out task!);
            (task, _one) = (_one, null);
            return true;
        }
    }

    private sealed record Several(object Before, IRunnable Last);
}
