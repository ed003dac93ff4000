using ActorMap.Telemetry;
using ActorMap.Time;

namespace ActorMap;

/// <summary>How one map is run. Checked when <see cref="MapQuery{TIn,TOut}.With"/> sees them.</summary>
public sealed record MapOptions
{
    /// <summary>The map's name in logs, progress and snapshots.</summary>
    /// <value>Default null: <c>job-N</c>.</value>
    public string? Name { get; init; }

    /// <summary>How many items travel together.</summary>
    /// <value>Default null: adapts to the measured time of an item. At least 1; honoured exactly, but for the last chunk, unless <see cref="MaxInFlight"/> is less.</value>
    public int? ChunkSize { get; init; }

    /// <summary>How many items may have been read from the source and not yet taken by the consumer.</summary>
    /// <value>Default null: bounded by time and bytes. At least 1.</value>
    public int? MaxInFlight { get; init; }

    /// <summary>Asynchronous functions: items in flight in one worker.</summary>
    /// <value>Default 1. At least 1. Nothing to synchronous functions.</value>
    public int Concurrency { get; init; } = 1;

    /// <summary>How often a failed item is tried again, on another worker where there is one.</summary>
    /// <value>Default 0. At least 0.</value>
    public int Retries { get; init; }

    /// <summary>How long a failed item waits before the next try.</summary>
    /// <value>Default: exponential from 50 ms, by 2, up to a minute.</value>
    public RetryDelay RetryDelay { get; init; } = RetryDelay.Exponential(TimeSpan.FromMilliseconds(50));

    /// <summary>Which failures are worth another try. Runs on the caller's side and sees the original exception where it is in this process, else the <see cref="MapItemException"/>.</summary>
    /// <value>
    /// Default null: all. A predicate that throws means no. It runs on the thread that deals the map's items, in place, so that the retry is decided before anything else is: it must be quick.
    /// One that blocks holds up its own map, and no other; nothing ends it.
    /// </value>
    public Func<Exception, bool>? RetryWhen { get; init; }

    /// <summary>The longest that one try of an item may take.</summary>
    /// <value>
    /// Default null: as long as it likes. More than zero; more than 49 days are 49 days. Co-operative in a thread: <see cref="MapContext.CancellationToken"/> is cancelled, and a function that ignores it
    /// is abandoned and its worker replaced; over worker processes the process makes way for a fresh one, so that nothing of it runs on. The failure's <see cref="Exception.InnerException"/> is a <see cref="TimeoutException"/>.
    /// Of an asynchronous item the time does not count in which it could go on behind an <c>await</c> and waits for its worker, which another item has.
    /// </value>
    public TimeSpan? ItemTimeout
    {
        get;
        init => field = value > Clock.LongestWait ? Clock.LongestWait : value;
    }

    /// <summary>How often an item may kill the worker process that runs it before it has failed, with <see cref="WorkerLostException"/>. After the first time it runs alone in its process.</summary>
    /// <value>Default 2: it is tried again once. At least 1. Apart from <see cref="Retries"/>. Nothing to a pool whose workers are threads.</value>
    public int KillsAllowed { get; init; } = 2;

    /// <summary>Whether what runs last is run a second time, on workers that have nothing else to do; the first outcome of an item counts.</summary>
    /// <value>
    /// Default false. Against workers that are slow or hang, not against items that take long everywhere. The function must bear to be called twice for an item. It costs the
    /// second runs, and results are copied once more. The slower copy is cancelled when the map ends: a function that ignores its token is left to itself, and its worker
    /// replaced. Workers of one node do not stand in for each other; other nodes do.
    /// </value>
    public bool Speculate { get; init; }

    /// <summary>When failures stop the dealing.</summary>
    /// <value>Default null: <see cref="ActorMap.Halt.OnFirstFailure"/> where values are asked for, <see cref="ActorMap.Halt.Never"/> for <c>Settled</c> and <c>AsCompleted</c>.</value>
    public Halt? Halt { get; init; }

    /// <summary>How many copies of the function's state there are.</summary>
    /// <value>Default <see cref="StateSharing.PerWorker"/>.</value>
    public StateSharing State { get; init; } = StateSharing.PerWorker;

    /// <summary>The seed of <see cref="MapContext.CreateRandom"/>.</summary>
    /// <value>Default 0.</value>
    public int Seed { get; init; }

    /// <summary>Told how far the map is: at most ten times a second, never backwards, exact at the end.</summary>
    /// <value>Default null. One that throws is logged and not called again.</value>
    public IProgress<MapProgress>? Progress { get; init; }

    /// <summary>Keeps the outcomes in a file, and takes from it those that are there already: an interrupted map goes on.</summary>
    /// <value>Default null: nothing is kept.</value>
    public Journal? Journal { get; init; }

    /// <summary>Told where the time goes; null where nobody asks.</summary>
    internal IJobObserver? Observer { get; init; }

    /// <summary>
    /// Whether items of less than a microsecond are timed some at a time, where outcomes are asked for: a look at the clock is as much as such an item. Each has the mean then, and a failure among them no time.
    /// </summary>
    internal bool TimesTogether { get; init; }

    internal static MapOptions Default { get; } = new();

    internal void Check()
    {
        AtLeast(ChunkSize ?? 1, 1, nameof(ChunkSize));
        AtLeast(MaxInFlight ?? 1, 1, nameof(MaxInFlight));
        AtLeast(Concurrency, 1, nameof(Concurrency));
        AtLeast(Retries, 0, nameof(Retries));
        AtLeast(KillsAllowed, 1, nameof(KillsAllowed));
        if (RetryDelay is null) throw new ArgumentNullException(nameof(RetryDelay), $"{nameof(MapOptions)}.{nameof(RetryDelay)} is null; use RetryDelay.None for no delay.");
        if (ItemTimeout <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(ItemTimeout), ItemTimeout, $"{nameof(MapOptions)}.{nameof(ItemTimeout)} must be more than zero; leave it null for no limit.");
        if (!Enum.IsDefined(State))
            throw new ArgumentOutOfRangeException(nameof(State), State, $"{nameof(MapOptions)}.{nameof(State)} must be PerWorker or PerNode.");
    }

    private static void AtLeast(int value, int least, string option)
    {
        if (value < least) throw new ArgumentOutOfRangeException(option, value, $"{nameof(MapOptions)}.{option} must be at least {least}.");
    }
}
