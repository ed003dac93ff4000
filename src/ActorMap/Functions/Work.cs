using ActorMap.Chunking;
using ActorMap.Chunks;
using ActorMap.Journaling;
using ActorMap.Messages;
using ActorMap.Slots;
using ActorMap.Sources;
using ActorMap.Telemetry;
using ActorMap.Threading;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Functions;

/// <summary>
/// What the actors of one job share: the source, the function, the options, and where to stop. The types of items and results are known only below it.
/// </summary>
internal abstract class Work(JobId job, MapOptions options, FunctionCopies copies, TimeProvider time) : IWork
{
    /// <summary>How long a step within a chunk should take: a thousand looks at the clock a millisecond of work would cost 2.5 %, forty cost 0.1 %.</summary>
    public static readonly TimeSpan StepTime = TimeSpan.FromMicroseconds(25);

    /// <summary>How long a batch should take: long enough for vector code to hit its stride, short enough to be stopped.</summary>
    public static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(1);

    /// <summary>How long a worker works on one job before it looks at its messages: another job's chunks wait no longer.</summary>
    public static readonly TimeSpan TurnTime = TimeSpan.FromMilliseconds(5);

    /// <summary>A chunk that turns out longer than this gives back what is not started, so that dealing goes on in order.</summary>
    public static readonly TimeSpan ChunkBudget = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _cancellation = new();
    private long _bound = long.MaxValue;
    private long _done;
    private long _failed;

    public JobId Job { get; } = job;

    public MapOptions Options { get; } = options;

    public FunctionCopies Copies { get; } = copies;

    public TimeProvider Time { get; } = time;

    /// <summary>What flows with the code that started the map.</summary>
    public CallersContext Caller { get; } = new();

    /// <summary>What its function reads and writes numbers by.</summary>
    public CallersCulture Culture { get; init; } = CallersCulture.Current;

    /// <summary>Who collects the outcomes; known once the job's actors are there.</summary>
    public IActorRef Aggregator { get; set; } = ActorRefs.Nobody;

    /// <summary>Where what belongs to no item is told; known once the job's actors are there.</summary>
    public ILoggingAdapter Logger { get; set; } = NoLogger.Instance;

    /// <summary>What of the job travels, where its workers are in other processes; null where they are in this one.</summary>
    public Cargo? Cargo { get; init; }

    /// <summary>How long a chunk should take; null for what suits the consumer. A node's are longer: each is a message.</summary>
    public TimeSpan? ChunkTime { get; init; }

    /// <summary>Where outcomes are kept, and where some may be already; null where nothing is.</summary>
    public JobJournal? Journal { get; init; }

    /// <summary>Where workers note what they run; null where nobody would read it after them.</summary>
    public JobSlots? Slots { get; init; }

    /// <summary>The items.</summary>
    public abstract ItemSource Source { get; }

    /// <summary>Cancelled when nobody waits for the rest.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Completes when everybody who listens was told; completed where nobody was to be.</summary>
    public Task Cancelling { get; private set; } = Task.CompletedTask;

    /// <summary>How long a function that ignores its token is waited for.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether chunks have the exact length that the user asked for.</summary>
    public bool Exact => Options.ChunkSize is not null;

    /// <summary>Workers start nothing at or after this position.</summary>
    public long Bound => Volatile.Read(ref _bound);

    /// <summary>Outcomes so far and failures among them, for whoever looks from outside.</summary>
    public (long Done, long Failed) Counts => (Volatile.Read(ref _done), Volatile.Read(ref _failed));

    /// <summary>Whether the consumer takes outcomes while the job runs, rather than all at its end.</summary>
    public abstract bool Watched { get; }

    /// <summary>Whether outcomes are asked for, and so the time of each item, its worker and its tries.</summary>
    public abstract bool IsTimed { get; }

    /// <summary>How items relate to time measured: asynchronous ones share it with those in flight beside them.</summary>
    public int Overlap => Form == FunctionForm.Async ? Options.Concurrency : 1;

    public abstract FunctionForm Form { get; }

    public abstract ChunkRules Rules { get; }

    /// <summary>An estimate of what an item and its result take in memory, in bytes.</summary>
    public abstract long BytesPerItem { get; }

    /// <summary>Whether a worker that was lost in the middle of an item may still write its result, also when the map is over.</summary>
    public bool HasStray { get; set; }

    /// <summary>A chunk has come back from whoever it was dealt to. A node tells of its runs itself.</summary>
    public void Ended(Chunk chunk)
    {
        Sample(chunk);
        if (Cargo is null && !chunk.IsReplayed && chunk.Completed > 0) Options.Observer?.Ran(new ChunkRun(chunk, new IndexRange(chunk.Start, chunk.Start + chunk.Completed), chunk.Worker, chunk.FailedCount, chunk.Elapsed));
    }

    /// <summary>Looks at a result, to know what results take in memory.</summary>
    protected abstract void Sample(Chunk chunk);

    public abstract Chunk CreateChunk(IndexRange range, int attempt);

    /// <summary>The job is over: lets go of the source and of the buffers.</summary>
    public abstract void End();

    /// <summary>Makes a worker's applier around its copy.</summary>
    public abstract IApplier CreateApplier(WorkerInfo worker, object function, Action<Chunk, List<int>> ended);

    public void Publish(long done, long failed)
    {
        Volatile.Write(ref _done, done);
        Volatile.Write(ref _failed, failed);
    }

    /// <summary>The longest chunk that may begin at an index: items with a recorded outcome do not travel with others.</summary>
    public long LongestFrom(long index) => Math.Min(Source.LongestFrom(index), Journal?.RunFrom(index) ?? long.MaxValue);

    /// <summary>Nothing at or after the bound is wanted any more. The job and its router say so from threads of their own, and the lowest stays.</summary>
    public void StopAt(long bound)
    {
        var before = Bound;
        while (bound < before)
        {
            var then = before;
            before = Interlocked.CompareExchange(ref _bound, bound, then);
            if (before == then) return;
        }
    }

    /// <summary>Tells the functions that run to stop. Not on this thread: what they registered with the token may block.</summary>
    public void Cancel()
    {
        StopAt(0);
        Cancelling = CancelAllAsync();
    }

    private async Task CancelAllAsync()
    {
        try
        {
            await _cancellation.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Log.CallbackThrew(Logger, Job, error);
        }
    }
}
