using ActorMap.Chunking;
using ActorMap.Chunks;
using ActorMap.Dispatch;
using ActorMap.Functions;
using ActorMap.Parts;
using ActorMap.Messages;
using ActorMap.Threading;
using ActorMap.Time;
using ActorMap.Workers;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>Deals one job's items to the workers that ask. What to deal, to whom and when is the <see cref="Dealer"/>'s; here it becomes messages.</summary>
internal sealed class RouterActor : JobPart
{
    private readonly IActorRef _pool;

    // Set by BeginDealing, which comes before everything else.
    private Roster _roster = null!;
    private ChunkLength _length = null!;
    private Dealer _dealer = null!;
    private Credit _credit = null!;
    private Retries _retries = null!;
    private Stragglers _stragglers = null!;
    private Outcomes _outcomes = null!;
    private Sharing _sharing = null!;
    private Alarm _watch = null!;
    private bool _sourceTold;

    private RouterActor(IActorRef pool) => _pool = pool;

    public static Props Props(IActorRef pool) => ActorFactory<RouterActor>.Props(() => new RouterActor(pool));

    private static IActorRef Job => Context.Parent;

    protected override void Forget()
    {
        foreach (var alarm in (IDisposable?[])[_retries, _sharing, _watch]) alarm?.Dispose();
        (_roster, _length, _dealer, _credit, _retries, _stragglers, _outcomes, _sharing, _watch) = (null!, null!, null!, null!, null!, null!, null!, null!, null!);
    }

    /// <summary>Waits for a job.</summary>
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
            case ItemsFailed failed: _outcomes.HandOver((Chunk)failed.Chunk, failed.Worker); Deal(); break;
            case SourceAdvanced or RetryDue or WorkerFreed: Deal(); break;
            case RangeReturned back: _dealer.GaveBack(back.Range, back.Attempt, back.Avoid); Deal(); break;
            case ReturnUnstarted: foreach (var deal in _dealer.TakeUnstarted()) Job.Tell(new RangeReturned(Work.Job, deal.Range, deal.Attempt), Self); break;
            case ItemsTaken taken: Taken(taken); break;
            case OutcomesWanted: HandOver(); break;
            case StopAt stop: Work.StopAt(stop.Bound); _dealer.StopAt(stop.Bound); _roster.StopAt(stop.Bound); break;
            case WatchItems: Watch(); break;
            case WorkerJoined joined: Joined(joined); break;
            case WorkerLost lost: Lost(lost.Worker); break;
            case FunctionFailed failed: Unprepared(failed); break;
            case WorkFailed failed: Job.Tell(new JobFailed(Work.Job, failed.Error), Self); break;
            case CloseJob: Close(); break;
            default: Unhandled(message); break;
        }
    }

    private void Begin(BeginDealing begin)
    {
        Serve(begin.Work, Dealing);
        (_roster, _sourceTold) = (new Roster(), false);
        _dealer = new Dealer(_length = new ChunkLength(Work.Rules));
        (_credit, _retries, _sharing) = (new Credit(Work, _length), new Retries(Work, _dealer, Self), new Sharing(Work, _roster, Self));
        _stragglers = new Stragglers(Work.Options, _dealer, _roster, (chunk, worker) => _outcomes.HandOver(chunk, worker));
        _outcomes = new Outcomes(Work, _retries, _stragglers);
        _watch = new Alarm(Work.Time, Self, new WatchItems(Work.Job));
        foreach (var worker in begin.Workers) _roster.Join(worker);
        var (self, advanced) = (Self, new SourceAdvanced(Work.Job));
        Work.Source.Start(() => self.Tell(advanced, ActorRefs.NoSender));
        if (Work.Options.ItemTimeout is { } limit && Work.Form != FunctionForm.Async) _watch.Set(Overdue.LookEvery(limit), Overdue.LookEvery(limit));
        Deal();
    }

    private void Ready(WorkerReady ready)
    {
        var chunk = (Chunk)ready.Chunk;
        _dealer.Finished(ready.Worker, chunk);
        _roster.Ready(ready.Worker, released: ready.Whole is not null);
        if (ready.Ended) Ended(chunk, ready.Worker);
        if (ready.Whole is { } whole) Work.Aggregator.Tell(whole, Self);
        Deal();
        if (!_dealer.Held.ContainsKey(ready.Worker)) _pool.Tell(new WorkerFreed(ready.Worker));
    }

    private void Ended(Chunk chunk, int? worker = null)
    {
        worker ??= _roster.Running.TryGetValue(chunk, out var holder) ? holder.Number : null;
        if (worker is null || !_roster.Ended(chunk)) return;
        _outcomes.Failed(chunk, worker.Value);
        _length.Observe((long)chunk.Completed * Work.Overlap, chunk.Elapsed);
        Work.Ended(chunk);
        _dealer.GaveBack(chunk.GivenBack, chunk.Attempt, chunk.Avoid);
        chunk.LetGo();
    }

    private void Deal()
    {
        Allow();
        // One time for all who ask: a retry that becomes due meanwhile would be nobody's, as the first of them has been asked before.
        var (now, ended, readable) = (Work.Time.Now(), Work.Source.Ended, Work.Source.Readable);
        _dealer.Workers = _roster.Count;
        _dealer.Readable(readable, ended);
        for (var asking = _roster.WhoIsReady(); asking.TryDequeue(out var worker, out _);)
        {
            if (_dealer.TryDeal(worker.Number, now, out var deal, worker.LetsItLie) || _stragglers.TryCopy(worker.Number, ref deal)) Deal(worker, deal);
            else if (_dealer.HasNothingFor(worker.Number) && !Work.Options.Speculate) break;
            else continue;
            Allow();
        }

        _retries.SetAlarm(now);
        if (ended && !_sourceTold)
        {
            _sourceTold = true;
            Work.Aggregator.Tell(new SourceEnded(Work.Job, readable, Work.Source.Error));
        }

        // Whoever is busy asks when it is done; only who waits must be told that there is more.
        if (!ended && _roster.AnyoneReady) Work.Source.Arm(_dealer.WaitsFor(readable));
        _sharing.Look(ended && _roster.AnyoneReady);
    }

    private void Deal(WorkerHandle worker, Deal deal)
    {
        var range = deal.Range;
        var longest = Work.LongestFrom(range.Start);
        if (range.Length > longest)
        {
            range = new IndexRange(range.Start, range.Start + longest);
            _dealer.GaveBack(new IndexRange(range.End, deal.Range.End), deal.Attempt);
        }

        var chunk = Work.CreateChunk(range, deal.Attempt);
        chunk.Avoid = deal.Avoid;
        _dealer.Holds(worker.Number, chunk);
        _roster.Dealt(worker, chunk);
        if (!Replay.TryAnswer(Work, chunk, worker.Number, Self)) worker.Actor.Tell(new ProcessChunk(Work.Job, Work, chunk), Self);
    }

    private void Allow()
    {
        var limit = _credit.Limit(_roster.Count);
        _dealer.Allow(limit);
        Work.Source.ReadTo(limit, limit - _credit.Taken);
    }

    private void Taken(ItemsTaken taken)
    {
        (_credit.Taken, _dealer.Head) = (taken.Count, taken.Head);
        Work.Source.Answered(taken.Head);
        Deal();
    }

    /// <summary>The consumer waits: what is done of the chunks that run need not wait for their end.</summary>
    private void HandOver()
    {
        foreach (var (chunk, worker) in _roster.Running) _outcomes.HandOver(chunk, worker.Number);
        Deal();
    }

    private void Watch()
    {
        foreach (var item in Overdue.GiveUp(Work, _roster.Running))
        {
            _outcomes.Failed(item.Failure, item.Chunk, item.Worker.Number);
            GiveUp(item.Chunk, item.Worker.Number);
            _pool.Tell(new AbandonWorker(item.Worker.Number));
        }

        Deal();
    }

    private void Joined(WorkerJoined joined)
    {
        if (Work.Copies.TryAdmit(_roster.PutAside(joined.InPlaceOf))) _roster.Join(joined.Worker);
        if (joined.InPlaceOf is { } lost) Lost(lost);
        Deal();
    }

    private void Lost(int worker)
    {
        foreach (var chunk in _roster.RunningOn(worker)) GiveUp(chunk, worker);
        _roster.Leave(worker);
        if (_roster.Count == 0 && Work.Cargo is null) Job.Tell(new JobFailed(Work.Job, Failures.NoWorkerLeft()), Self);
        Deal();
    }

    /// <summary>What is done of a lost worker's chunk counts; the rest is dealt again. Its buffers stay with the worker that may still hold them.</summary>
    private void GiveUp(Chunk chunk, int worker)
    {
        if (!_roster.Ended(chunk)) return;
        _dealer.Finished(worker, chunk);
        foreach (var range in _outcomes.Salvage(chunk, worker)) _dealer.GaveBack(range, chunk.Attempt, chunk.Avoid);
    }

    private void Close()
    {
        _dealer.StopAt(0);
        var closing = new Closing(Work, _roster, _pool, Job, Self, Rest);
        Become(closing.OnReceive);
        closing.Begin();
    }

    private void Unprepared(FunctionFailed failed)
    {
        foreach (var chunk in _roster.RunningOn(failed.Worker.Number)) _roster.Ended(chunk);
        Job.Tell(new JobFailed(Work.Job, Failures.Unprepared(failed.Worker, failed.Error)), Self);
    }
}
