using ActorMap.Chunking;
using ActorMap.Chunks;
using ActorMap.Slots;

namespace ActorMap.Functions;

/// <summary>
/// Runs a chunk step by step on the worker's own thread: claim some items, run them in a tight loop, look at the clock. What differs between kinds of
/// functions and of jobs is how one step runs.
/// </summary>
internal abstract class SyncApplier<TIn, TOut> : IApplier
{
    private readonly TimeProvider _time;
    private readonly long _budget;
    private readonly double _ticksPerTimestamp;
    private readonly int? _longestStep;
    private Pacer _pacer;

    /// <param name="work">The job.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="stepTime">How long a step should take.</param>
    /// <param name="longestStep">No step has more items; null for steps of exactly a chunk.</param>
    protected SyncApplier(Work work, WorkerInfo worker, TimeSpan stepTime, int? longestStep)
    {
        (Work, Worker, _time, _longestStep) = (work, worker, work.Time, longestStep);
        _pacer = new Pacer(Timestamps(stepTime));
        _budget = work.Exact ? long.MaxValue : Timestamps(Work.ChunkBudget);
        _ticksPerTimestamp = TimeSpan.TicksPerSecond / (double)_time.TimestampFrequency;
        Scope = new CallScope(worker, 1, work.Options.Seed, work.Token);
        Slot = work.Slots?.Board.Of(worker.Number);
    }

    protected Work Work { get; }

    protected WorkerInfo Worker { get; }

    /// <summary>Where the worker notes what it runs; null where nobody would read it.</summary>
    protected Slot? Slot { get; }

    /// <summary>What the calls of the current chunk have in common.</summary>
    protected CallScope Scope { get; private set; }

    public Turn Run(Chunk chunk, long deadline)
    {
        if (Scope.Attempt != chunk.Attempt) Scope = new CallScope(Worker, chunk.Attempt, Work.Options.Seed, Work.Token);
        var typed = (Chunk<TIn, TOut>)chunk;
        var now = _time.GetTimestamp();
        while (chunk.Next < Work.Bound && chunk.TryClaim(_longestStep is { } longest ? Math.Min(_pacer.Length, longest) : int.MaxValue, out var start, out var length))
        {
            var done = RunStep(typed, start, length);
            if (chunk.Running.IsGivenUp) return Turn.GivenUp;
            if (done < length) chunk.Unclaim(start + done);
            chunk.Completed = start + done;
            var then = now;
            now = _time.GetTimestamp();
            chunk.Elapsed += ToTime(now - then);
            _pacer.Observe(Math.Max(1, done), now - then);
            chunk.Step = _pacer.Length;
            if (now < deadline && !chunk.IsFirstFailure()) continue;
            if (chunk.Elapsed.Ticks > _budget) chunk.GiveBack();
            return chunk.Next < chunk.Range.End ? Turn.Yielded : Turn.Ended;
        }

        return Turn.Ended;
    }

    /// <summary>Runs the items at these offsets of the chunk; whatever they throw becomes a failure of the chunk.</summary>
    /// <returns>How many of them have run: fewer where the step was left before its end.</returns>
    protected abstract int RunStep(Chunk<TIn, TOut> chunk, int start, int length);

    protected void Fail(Chunk chunk, int offset, Exception error, TimeSpan duration)
    {
        if (error is OperationCanceledException && Work.Token.IsCancellationRequested) return;
        chunk.Fail(Failures.Describe(error, chunk.Start + offset, chunk.Attempt, Worker, duration));
    }

    /// <summary>Items of this job come next in the worker's slot, so many at once.</summary>
    protected void BeginNotes(int count = 1) => Slot?.Begin(Work.Slots!.Job, count, due: 0);

    protected long Now() => _time.GetTimestamp();

    protected TimeSpan ToTime(long timestamps) => new((long)(timestamps * _ticksPerTimestamp));

    private long Timestamps(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);
}
