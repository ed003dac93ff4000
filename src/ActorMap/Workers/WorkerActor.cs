using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Threading;
using ActorMap.Telemetry;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Workers;

/// <summary>
/// Owns one copy of each job's function and applies it to the chunks that routers deal, on a thread of its own. Jobs take turns, so that a short one does not
/// wait for a long one.
/// </summary>
internal sealed class WorkerActor(WorkerInfo worker, TimeProvider time) : UntypedActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<JobId, Engagement> _jobs = [];
    private readonly Queue<Engagement> _turns = new();
    private readonly long _turnTime = (long)(Work.TurnTime.TotalSeconds * time.TimestampFrequency);
    private ExecutionContext? _context;
    private bool _called;

    public static Props Props(WorkerInfo worker, TimeProvider time) => ActorFactory<WorkerActor>.Props(() => new WorkerActor(worker, time));

    /// <summary>A worker that was given up and comes back after all disposes what it has.</summary>
    protected override void PostStop()
    {
        foreach (var job in _jobs.Values) job.Release();
    }

    protected override void OnReceive(object message)
    {
        InsideWorker.Enter(ref _context);
        switch (message)
        {
            case ProcessChunk process: Accept(process); break;
            case NextTurn: TakeTurn(); break;
            case Resume resume: GoOn(resume); break;
            case ReleaseJob release: Release(release); break;
            default: Unhandled(message); break;
        }
    }

    private void Accept(ProcessChunk process)
    {
        var chunk = (Chunk)process.Chunk;
        if (_jobs.TryGetValue(process.Job, out var job))
        {
            job.Chunks.Enqueue(chunk);
            if (job.IsPrepared) Queue(job);
        }
        else if (chunk.TryPickUp())
        {
            _jobs.Add(process.Job, job = new Engagement((Work)process.Work, worker, Sender, Self));
            job.Chunks.Enqueue(chunk);
            job.Prepare(Queue);
        }

        // With nothing else to do the chunk runs right now, without a message to itself in between.
        if (!_called) TakeTurn();
    }

    private void TakeTurn()
    {
        _called = false;
        if (!_turns.TryDequeue(out var job)) return;
        if (job.TakeTurn(time.GetTimestamp() + _turnTime)) Queue(job);
        if (job.IsOver) _jobs.Remove(job.Work.Job);
        if (job.IsGivenUp) Become(_ => { }); // Others have what it was dealt, and it is about to be stopped.
        CallTurn();
    }

    private void GoOn(Resume resume)
    {
        var job = _jobs.GetValueOrDefault(resume.Job);
        try
        {
            // Where the job is over and its items were given up, what comes late must still run, or its finally blocks would not.
            if (job is null) resume.Callback(resume.State);
            else job.Resume(resume);
        }
        catch (Exception error)
        {
            Log.AsyncVoidThrew(_log, worker, error);
        }

        if (job is { IsPrepared: true, Chunks.Count: > 0 }) Queue(job);
        CallTurn();
    }

    private void Release(ReleaseJob release)
    {
        release.Begin();
        if (_jobs.Remove(release.Job, out var job)) job.Release();
        else Sender.Tell(new JobReleased(release.Job, worker.Number, null), Self);
    }

    private void Queue(Engagement job)
    {
        if (job.HasTurn) return;
        job.HasTurn = true;
        _turns.Enqueue(job);
    }

    private void CallTurn()
    {
        if (_called || _turns.Count == 0) return;
        _called = true;
        Self.Tell(NextTurn.Instance, ActorRefs.NoSender);
    }
}
