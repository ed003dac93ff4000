using ActorMap.Chunking;
using ActorMap.Chunks;
using ActorMap.Dispatch;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Threading;
using ActorMap.Time;
using ActorMap.Workers;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>Deals one job's items to the workers that ask. What to deal, to whom and when is the <see cref="Dealer"/>'s; here it becomes messages.</summary>
internal sealed class RouterActor : UntypedActor
{
    private readonly IActorRef _pool;
    private readonly Roster _roster = new();

    // Set by BeginDealing, which comes before everything else.
    private Work _work = null!;
    private ChunkLength _length = null!;
    private Dealer _dealer = null!;
    private Credit _credit = null!;
    private Retries _retries = null!;
    private Stragglers _stragglers = null!;
    private Sharing _sharing = null!;
    private Alarm _watch = null!;
    private bool _sourceTold;

    private RouterActor(IActorRef pool) => _pool = pool;

    public static Props Props(IActorRef pool) => ActorFactory<RouterActor>.Props(() => new RouterActor(pool));

    private static IActorRef Job => Context.Parent;

    protected override void PostStop()
    {
        foreach (var alarm in (IDisposable?[])[_retries, _sharing, _watch]) alarm?.Dispose();
    }

    /// <summary>Waits for a job: what the aggregator asks for before there is one, it asks for again.</summary>
    protected override void OnReceive(object message)
    {
        if (message is BeginDealing begin) Begin(begin);
    }

    private void Dealing(object message)
    {
        switch (message)
        {
            case WorkerReady ready: Ready(ready); break;
            case ChunkEnded ended: Ended((Chunk)ended.Chunk); Deal(); break;
            case ItemsFailed failed: HandOver((Chunk)failed.Chunk, failed.Worker); Deal(); break;
            case SourceAdvanced or RetryDue or WorkerFreed: Deal(); break;
            case RangeReturned back: _dealer.GaveBack(back.Range, back.Attempt, back.Avoid); Deal(); break;
            case ReturnUnstarted: GiveBack(); break;
            case ItemsTaken taken: Taken(taken); break;
            case OutcomesWanted: HandOver(); break;
            case StopAt stop: _work.StopAt(stop.Bound); _dealer.StopAt(stop.Bound); break;
            case WatchItems: Watch(); break;
            case WorkerJoined joined: Joined(joined.Worker); break;
            case WorkerLost lost: Lost(lost.Worker); break;
            case FunctionFailed failed: Unprepared(failed); break;
            case WorkFailed failed: Job.Tell(new JobFailed(_work.Job, failed.Error), Self); break;
            case CloseJob: Close(); break;
            default: Unhandled(message); break;
        }
    }

    private void Begin(BeginDealing begin)
    {
        Become(Dealing);
        _work = begin.Work;
        _length = new ChunkLength(_work.Rules);
        _dealer = new Dealer(_length);
        (_credit, _retries, _stragglers, _sharing) = (new Credit(_work, _length), new Retries(_work, _dealer, Self), new Stragglers(_work, _dealer, _roster, HandOver), new Sharing(_work, _roster, Self));
        _watch = new Alarm(_work.Time, Self, new WatchItems(_work.Job));
        foreach (var worker in begin.Workers) _roster.Join(worker);
        var (self, advanced) = (Self, new SourceAdvanced(_work.Job));
        _work.Source.Start(() => self.Tell(advanced, ActorRefs.NoSender));
        if (_work.Options.ItemTimeout is { } limit && _work.Form != FunctionForm.Async) _watch.Set(Overdue.LookEvery(limit), Overdue.LookEvery(limit));
        Deal();
    }

    private void Ready(WorkerReady ready)
    {
        var chunk = (Chunk)ready.Chunk;
        _dealer.Finished(ready.Worker, chunk);
        _roster.Ready(ready.Worker);
        if (ready.Ended) Ended(chunk, ready.Worker);
        Deal();
        if (!_dealer.Held.ContainsKey(ready.Worker)) _pool.Tell(new WorkerFreed(ready.Worker));
    }

    private void GiveBack()
    {
        foreach (var deal in _dealer.TakeUnstarted()) Job.Tell(new RangeReturned(_work.Job, deal.Range, deal.Attempt), Self);
    }

    private void Ended(Chunk chunk, int? worker = null)
    {
        worker ??= _roster.Running.TryGetValue(chunk, out var holder) ? holder.Number : null;
        if (worker is null || !_roster.Ended(chunk)) return;
        Failed(chunk, worker.Value);
        _length.Observe(chunk.Completed * _work.Overlap, chunk.Elapsed);
        _work.Ended(chunk);
        _dealer.GaveBack(chunk.GivenBack, chunk.Attempt, chunk.Avoid);
        chunk.LetGo();
    }

    private void Failed(Chunk chunk, int worker)
    {
        foreach (var failure in chunk.TakeFailures()) Failed(failure, chunk, worker);
    }

    private void Failed(ItemFailure failure, Chunk chunk, int worker)
    {
        if (_stragglers.IsNews(failure) && !_retries.TryAgain(failure, worker)) _work.Aggregator.Tell(new ItemFailed(_work.Job, failure, chunk.Held()));
    }

    private void Deal()
    {
        Allow();
        var ended = _work.Source.Ended;
        var readable = _work.Source.Readable;
        _dealer.Workers = _roster.Count;
        _dealer.Readable(readable, ended);
        for (var asking = _roster.WhoIsReady(); asking.TryDequeue(out var worker, out _);)
        {
            if (_dealer.TryDeal(worker.Number, _work.Time.Now(), out var deal) || _stragglers.TryCopy(worker.Number, ref deal)) Deal(worker, deal);
            else if (_dealer.HasNothingFor(worker.Number) && !_work.Options.Speculate) break;
            else continue;
            Allow();
        }

        _retries.SetAlarm();
        if (ended && !_sourceTold)
        {
            _sourceTold = true;
            _work.Aggregator.Tell(new SourceEnded(_work.Job, readable, _work.Source.Error));
        }

        // Whoever is busy asks when it is done; only who waits must be told that there is more.
        if (!ended && _roster.AnyoneReady) _work.Source.Arm(_dealer.WaitsFor(readable));
        else if (_roster.AnyoneReady) _sharing.AskNodes();
    }

    private void Deal(WorkerHandle worker, Deal deal)
    {
        var range = deal.Range;
        var longest = _work.LongestFrom(range.Start);
        if (range.Length > longest)
        {
            range = new IndexRange(range.Start, range.Start + longest);
            _dealer.GaveBack(new IndexRange(range.End, deal.Range.End), deal.Attempt);
        }

        var chunk = _work.CreateChunk(range, deal.Attempt);
        chunk.Avoid = deal.Avoid;
        _dealer.Holds(worker.Number, chunk);
        _roster.Dealt(worker, chunk);
        if (!Replay.TryAnswer(_work, chunk, worker.Number, Self)) worker.Actor.Tell(new ProcessChunk(_work.Job, _work, chunk), Self);
    }

    private void Allow()
    {
        var limit = _credit.Limit(_roster.Count);
        _dealer.Allow(limit);
        _work.Source.ReadTo(limit);
    }

    private void Taken(ItemsTaken taken)
    {
        _credit.Taken = taken.Count;
        _work.Source.Answered(taken.Head);
        Deal();
    }

    /// <summary>The consumer waits: what is done of the chunks that run need not wait for their end.</summary>
    private void HandOver()
    {
        foreach (var (chunk, worker) in _roster.Running) HandOver(chunk, worker.Number);
        Deal();
    }

    /// <summary>Values before failures, so that no fraction is judged by the failures alone. Asynchronous items are handed over as they end.</summary>
    private void HandOver(Chunk chunk, int worker)
    {
        var completed = chunk.Completed;
        if (completed != chunk.HandedOver && chunk.EndedOutOfOrder is null)
        {
            chunk.HandedOver = completed;
            _work.Aggregator.Tell(new ChunkDone(_work.Job, chunk.Held(), new IndexRange(chunk.Start, chunk.Start + completed)));
        }

        Failed(chunk, worker);
    }

    private void Watch()
    {
        foreach (var item in Overdue.GiveUp(_work, _roster.Running))
        {
            Failed(item.Failure, item.Chunk, item.Worker.Number);
            GiveUp(item.Chunk, item.Worker.Number);
            _pool.Tell(new AbandonWorker(item.Worker.Number));
        }

        Deal();
    }

    private void Joined(WorkerHandle worker)
    {
        if (!_work.Copies.Available) return;
        _roster.Join(worker);
        Deal();
    }

    private void Lost(int worker)
    {
        if (!_roster.Knows(worker)) return;
        foreach (var chunk in _roster.RunningOn(worker)) GiveUp(chunk, worker);
        _roster.Leave(worker);
        if (_roster.Count == 0 && _work.Cargo is null) Job.Tell(new JobFailed(_work.Job, Failures.NoWorkerLeft()), Self);
        Deal();
    }

    /// <summary>What is done of a lost worker's chunk counts; the rest is dealt again. Its buffers stay with the worker that may still hold them.</summary>
    private void GiveUp(Chunk chunk, int worker)
    {
        if (!_roster.Ended(chunk)) return;
        _dealer.Finished(worker, chunk);
        Failed(chunk, worker);
        foreach (var range in chunk.Done()) _work.Aggregator.Tell(new ChunkDone(_work.Job, chunk.Held(), range));
        foreach (var range in chunk.GiveUp()) _dealer.GaveBack(range, chunk.Attempt, chunk.Avoid);
    }

    private void Close()
    {
        _dealer.StopAt(0);
        var closing = new Closing(_work, _roster, _pool, Job, Self);
        Become(closing.OnReceive);
        closing.Begin();
    }

    private void Unprepared(FunctionFailed failed)
    {
        foreach (var chunk in _roster.RunningOn(failed.Worker.Number)) _roster.Ended(chunk);
        Job.Tell(new JobFailed(_work.Job, Failures.Unprepared(failed.Worker, failed.Error)), Self);
    }
}
