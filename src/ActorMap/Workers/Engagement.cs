using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Workers;

/// <summary>What one worker has to do with one job: its copy of the function, and the chunks that it holds.</summary>
internal sealed class Engagement(Work work, WorkerInfo worker, IActorRef router, IActorRef self)
{
    private readonly WorkerContext _context = new(self, work.Job);
    private readonly List<IndexRange> _runs = [];
    private object? _function;
    private IApplier? _applier;
    private bool _isQueued;

    public Work Work { get; } = work;

    /// <summary>Chunks with items that are not started, in the order they came.</summary>
    public Queue<Chunk> Chunks { get; } = new();

    /// <summary>Whether it stands in the worker's queue of turns.</summary>
    public bool HasTurn { get; set; }

    public bool IsPrepared => _applier is not null;

    /// <summary>Whether the job is over, as far as this worker can tell: it has run all of it, and let go of the function.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether the worker was given up in an item of the job: another takes its place.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Makes this worker's copy and starts it; then the callback, at once where nothing is to be waited for. Until then what it was dealt lies and waits, and others may have it.</summary>
    public void Prepare(Action<Engagement> prepared)
    {
        if (Chunks.TryPeek(out var chunk)) (_isQueued, chunk.IsQueued) = (chunk.IsQueued, true);
        Work.Culture.Enter();
        _context.Run(() => _ = PrepareAsync(prepared));
    }

    /// <summary>Runs the chunk whose turn it is. True if it has more to start and may go on at once.</summary>
    public bool TakeTurn(long deadline)
    {
        HasTurn = false;
        if (!Chunks.TryPeek(out var chunk)) return false;
        if (!chunk.TryPickUp())
        {
            Chunks.Dequeue();
            return Chunks.Count > 0;
        }

        Turn turn;
        try
        {
            turn = Run(chunk, deadline);
        }
        catch (Exception error)
        {
            // Not the function's: those are caught item by item. The source's list was shortened, or it is a defect of ours.
            router.Tell(new WorkFailed(Work.Job, worker.Number, error), self);
            turn = Turn.Ended;
        }

        IsGivenUp = turn == Turn.GivenUp;
        if (chunk.HasUntoldFailures && turn is Turn.Yielded or Turn.Waiting) router.Tell(new ItemsFailed(Work.Job, worker.Number, chunk), self);
        if (turn is Turn.Started or Turn.Ended)
        {
            Chunks.Dequeue();
            Finish(chunk, turn == Turn.Ended);
        }

        else if (turn == Turn.Yielded && !HasInFlight(chunk))
        {
            // From here on the router may take it back; an item in flight would end in buffers that are another chunk's by then.
            chunk.PutDown();
        }

        return turn == Turn.Yielded || (turn is Turn.Started or Turn.Ended && Chunks.Count > 0);
    }

    /// <summary>Goes on behind an await; what it throws comes from an <c>async void</c> of the user's and belongs to no item.</summary>
    public void Resume(Resume resume)
    {
        _context.Run(() => resume.Callback(resume.State));
        (_applier as IWaitingApplier)?.TellEnded();
    }

    /// <summary>Disposes the function, then tells the router.</summary>
    public void Release()
    {
        Work.Culture.Enter();
        _context.Run(() => _ = ReleaseAsync());
        InsideWorker.Leave();
    }

    private Turn Run(Chunk chunk, long deadline)
    {
        Work.Culture.Enter();
        return Work.Form == FunctionForm.Async ? RunAwaiting(chunk, deadline) : _applier!.Run(chunk, deadline);
    }

    private Turn RunAwaiting(Chunk chunk, long deadline)
    {
        var turn = Turn.Ended;
        _context.Run(() => turn = _applier!.Run(chunk, deadline));
        return turn;
    }

    /// <summary>
    /// The router first: when the aggregator has the last outcome, nothing of the job is out any more. But values go before failures, which come by way of
    /// the router: a halt by fraction must not see the failures of a chunk without its successes.
    /// </summary>
    private void Finish(Chunk chunk, bool ended)
    {
        var inOrder = ended && chunk.EndedOutOfOrder is null && chunk.Completed > 0;
        var done = inOrder ? new ChunkDone(Work.Job, chunk.Held(), new IndexRange(chunk.Start, chunk.Start + chunk.Completed)) : null;
        var failed = chunk.HasUntoldFailures;
        if (failed && done is not null) Work.Aggregator.Tell(done, self);

        // Who has run the whole job, and has nothing to dispose, need not be told that it is over, and says all in one: each message goes to another core (docs/decisions/0034).
        IsOver = inOrder && chunk.EndsJob && !Work.Copies.MustRelease;
        router.Tell(new WorkerReady(Work.Job, worker.Number, chunk, ended, IsOver ? done : null), self);
        if (!failed && !IsOver && done is not null) Work.Aggregator.Tell(done, self);
        if (IsOver) InsideWorker.Leave();
    }

    private async Task PrepareAsync(Action<Engagement> prepared)
    {
        try
        {
            var function = OutsideWorker.Call(() => Work.Copies.Take(worker.Number));
            _function = function;
            if (function is IWorkerStart start) await StartAsync(start);
            _applier = Work.CreateApplier(worker, function, ItemsEnded);
        }
        catch (Exception error)
        {
            router.Tell(new FunctionFailed(Work.Job, worker, error), self);
            return;
        }

        if (Chunks.TryPeek(out var first)) first.IsQueued = _isQueued;
        foreach (var chunk in Chunks) chunk.PutDown();
        prepared(this);
    }

    /// <summary>What an asynchronous function begins here and does not await comes back to its worker; any other has nothing that could run beside it.</summary>
    private ValueTask StartAsync(IWorkerStart start) =>
        Work.Form == FunctionForm.Async ? start.StartAsync(worker, Work.Token) : OutsideWorker.Call(() => start.StartAsync(worker, Work.Token));

    private async Task ReleaseAsync()
    {
        Exception? error = null;
        try
        {
            if (_function is { } function) await (Work.Form == FunctionForm.Async ? Work.Copies.ReleaseAsync(worker.Number, function) : OutsideWorker.Call(() => Work.Copies.ReleaseAsync(worker.Number, function)));
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        if (Work.Copies.MustRelease) router.Tell(new JobReleased(Work.Job, worker.Number, error), self);
    }

    /// <summary>Asynchronous items have ended, here and there in a chunk: neighbours are handed over together.</summary>
    private void ItemsEnded(Chunk chunk, List<int> offsets)
    {
        for (var i = 0; i < offsets.Count;)
        {
            var first = i++;
            while (i < offsets.Count && offsets[i] == offsets[i - 1] + 1) i++;
            HandOver(chunk, new IndexRange(chunk.Start + offsets[first], chunk.Start + offsets[i - 1] + 1));
        }

        if (chunk.HasUntoldFailures) router.Tell(new ItemsFailed(Work.Job, worker.Number, chunk), self);
        if (!HasInFlight(chunk) && !Chunks.Contains(chunk)) router.Tell(new ChunkEnded(Work.Job, worker.Number, chunk), self);
    }

    private bool HasInFlight(Chunk chunk) => _applier is IWaitingApplier waiting && waiting.HasInFlight(chunk);

    private void HandOver(Chunk chunk, IndexRange range)
    {
        if (!range.IsEmpty) Work.Aggregator.Tell(new ChunkDone(Work.Job, chunk.Held(), range), self);
    }
}
