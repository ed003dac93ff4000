using ActorMap.Jobs;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Telemetry;
using ActorMap.Threading;
using ActorMap.Time;
using ActorMap.Workers;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Pool;

/// <summary>Keeps the workers: starts them, replaces those that are lost, tells the jobs of both. Starts jobs, and stops all of them at the end.</summary>
internal sealed class PoolActor : UntypedActor
{
    // As many maps as often run at once.
    private const int MostResting = 8;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly PoolState _state;
    private readonly Stack<IActorRef> _resting = new();
    private int _numbers;
    private IActorRef? _waitsForStop;

    private PoolActor(PoolState state, int workers)
    {
        _state = state;
        _state.Waiting.Open();
        Context.ActorOf(PoolDoor.Props(state).WithDispatcher(DispatcherIds.Coordination));
        _state.Workers = [.. Enumerable.Range(0, workers).Select(_ => Hire())];
        _resting.Push(NewJob());
    }

    public static Props Props(PoolState state, int workers) => ActorFactory<PoolActor>.Props(() => new PoolActor(state, workers));

    /// <summary>A worker that fails on a defect of ours is replaced, as one that is given up.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StartJob start: Start(start.Plan); break;
            case CancelJob cancel: Cancel(cancel); break;
            case WorkerFreed freed: Freed(freed); break;
            case WorkerJoined joined: Joined(joined); break;
            case WorkerLost lost: Left(lost); break;
            case NobodyCame nobody: FailJobs(nobody.Error); break;
            case AbandonWorker abandon: Abandon(abandon.Worker); break;
            case JobEnded ended: Ended(ended); break;
            case Terminated lost: Lost(lost.ActorRef); break;
            case StopPool: Stop(); break;
            case AreYouReady: Sender.Tell(PoolReady.Instance, Self); break;
            default: Unhandled(message); break;
        }
    }

    private void Start(JobPlan plan)
    {
        if (!_state.Waiting.TryTake(plan)) return;
        if (_waitsForStop is not null)
        {
            plan.Outlet.End(Gone(plan.Name));
            return;
        }

        // A job from within a function has a worker of its own: the pool's may all be waiting for such jobs.
        var workers = plan.IsNested ? [Hire()] : _state.Workers;
        var job = plan.Actor is { } actor ? Context.ActorOf(actor.WithDispatcher(DispatcherIds.Coordination)) : _resting.TryPop(out var rested) ? rested : NewJob();
        _state.Jobs[plan.Work.Job] = (plan, job, _state.Time.Now());
        plan.Workers = plan.IsNested ? workers : [];
        job.Tell(new BeginJob(plan, workers), Self);

        // While the workers work: the next map finds its actors made.
        if (_resting.Count == 0) _resting.Push(NewJob());
    }

    private void Cancel(CancelJob cancel)
    {
        if (_state.Jobs.TryGetValue(cancel.Job, out var job)) job.Actor.Tell(cancel, Self);
    }

    /// <summary>A worker with nothing to do for its job may have something to do for another.</summary>
    private void Freed(WorkerFreed freed)
    {
        if (_state.Jobs.Count > 1) TellJobs(freed);
    }

    /// <summary>A node with its workers has come.</summary>
    private void Joined(WorkerJoined joined)
    {
        _state.Workers = [.. _state.Workers, joined.Worker];
        TellJobs(joined);
    }

    /// <summary>A node is gone, or about to go.</summary>
    private void Left(WorkerLost lost)
    {
        _state.Workers = [.. _state.Workers.Where(worker => worker.Number != lost.Worker)];
        TellJobs(lost);
    }

    private void FailJobs(Exception error)
    {
        foreach (var (id, (_, job, _)) in _state.Jobs) job.Tell(new JobFailed(id, error), Self);
    }

    private void Abandon(int number)
    {
        _state.WorkerAbandoned();
        if (Find(worker => worker.Number == number) is not { IsNode: false } lost) return;
        Replace(lost, Log.WorkerAbandoned);
        Context.Stop(lost.Actor);
    }

    private void Ended(JobEnded ended)
    {
        if (!_state.Jobs.TryRemove(ended.Job, out var job)) return;
        foreach (var own in job.Plan.Workers) Context.Stop(own.Actor);
        if (ended.Rests) Rested(job.Actor);
        if (_waitsForStop is not null && _state.Jobs.IsEmpty) _waitsForStop.Tell(PoolStopped.Instance, Self);
    }

    private void Lost(IActorRef actor)
    {
        if (Find(worker => worker.Actor.Equals(actor)) is { } lost) Replace(lost, Log.WorkerFailed);
    }

    /// <summary>One of the pool's workers, or of a nested job's own.</summary>
    private WorkerHandle? Find(Func<WorkerHandle, bool> isIt) =>
        _state.Workers.FirstOrDefault(isIt) ?? _state.Jobs.Values.SelectMany(job => job.Plan.Workers).FirstOrDefault(isIt);

    private void Stop()
    {
        _waitsForStop = Sender;
        _state.IsStopped = true;
        if (_state.Jobs.IsEmpty) _waitsForStop.Tell(PoolStopped.Instance, Self);
        foreach (var (id, (plan, job, _)) in _state.Jobs) job.Tell(new CancelJob(id, Gone(plan.Name)), Self);
    }

    private void Replace(WorkerHandle lost, Action<ILoggingAdapter, WorkerInfo, WorkerInfo> log)
    {
        var replacement = Hire();
        Context.Unwatch(lost.Actor);
        log(_log, lost.Info, replacement.Info);
        object[] news = [new WorkerJoined(replacement, lost.Number), new WorkerLost(lost.Number)];
        foreach (var (_, (plan, job, _)) in _state.Jobs)
        {
            if (!plan.Workers.Contains(lost)) continue;
            plan.Workers = [replacement];
            foreach (var message in news) job.Tell(message, Self);
            return;
        }

        _state.Workers = [.. _state.Workers.Select(worker => worker == lost ? replacement : worker)];
        foreach (var message in news) TellJobs(message);
    }

    private void Rested(IActorRef job)
    {
        if (_resting.Count < MostResting) _resting.Push(job);
        else Context.Stop(job);
    }

    private IActorRef NewJob() => Context.ActorOf(JobActor.Props(Self).WithDispatcher(DispatcherIds.Coordination));

    private WorkerHandle Hire()
    {
        var info = new WorkerInfo(_numbers++, _state.Node);
        var actor = Context.ActorOf(WorkerActor.Props(info, _state.Time).WithDispatcher(DispatcherIds.Workers), $"worker-{info.Number}");
        Context.Watch(actor);
        return new WorkerHandle(info, actor);
    }

    private void TellJobs(object message)
    {
        foreach (var (_, (plan, job, _)) in _state.Jobs)
        {
            if (!plan.IsNested) job.Tell(message, Self);
        }
    }

    internal static PoolUnavailableException Gone(string job) =>
        new($"The pool was disposed while the map '{job}' ran on it. Keep the pool until its maps have ended.");
}
