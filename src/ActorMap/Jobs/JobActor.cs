using ActorMap.Aggregation;
using ActorMap.Messages;
using ActorMap.Parts;
using ActorMap.Routing;
using ActorMap.Telemetry;
using ActorMap.Threading;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Jobs;

/// <summary>
/// One running map, from its start to its end on every path: it sets up the router and the aggregator, waits for the outcomes to be complete (or for a reason
/// to stop), has the workers let go, and only then tells the consumer.
/// </summary>
internal sealed class JobActor : JobPart
{
    private readonly IActorRef _pool;
    private readonly IActorRef _router;
    private readonly IActorRef _aggregator;

    // Set by BeginJob, which comes before everything else.
    private JobPlan _plan = null!;
    private JobProgress _progress = null!;
    private Exception? _error;
    private JobClosed? _closed;
    private bool _isOpen;

    private JobActor(IActorRef pool)
    {
        _pool = pool;
        _router = Context.ActorOf(RouterActor.Props(pool).WithDispatcher(DispatcherIds.Coordination), "router");
        _aggregator = Context.ActorOf(AggregatorActor.Props().WithDispatcher(DispatcherIds.Coordination), "aggregator");
    }

    public static Props Props(IActorRef pool) => ActorFactory<JobActor>.Props(() => new JobActor(pool));

    protected override void PostStop()
    {
        if (_plan is null) return;
        _plan.Outlet.End(_isOpen ? _plan.PoolEnded() : _error);
        _pool.Tell(new JobEnded(Work.Job), Self);
        Forget();
    }

    /// <summary>An actor of the job that fails, and not with an error of its own, is a defect of ours: the job ends with it, and says so.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(error =>
    {
        Self.Tell(new JobFailed(Work.Job, error as ActorMapException ?? new ActorMapException($"The map '{_plan.Name}' stopped on a defect of ActorMap: {Failures.MessageOf(error)}. Please report it.", error)));
        return Directive.Resume;
    });

    /// <summary>Waits for a map: its actors are made before there is one, so that it need not wait for them.</summary>
    protected override void OnReceive(object message)
    {
        if (message is BeginJob begin) Begin(begin);
        else Unhandled(message);
    }

    /// <summary>Waits for the outcomes, or for a reason to stop.</summary>
    private void Running(object message)
    {
        switch (message)
        {
            case OutcomesComplete complete: Close(complete.Error); break;
            case JobFailed failed: Stop(failed.Error); break;
            case CancelJob cancel: Stop(cancel.Reason); break;
            case WorkerLost or WorkerFreed or WorkerJoined: _router.Tell(message, Self); break;
            case ProgressDue: AskProgress(); break;
            case ProgressMade made: _progress.Report(made); break;
            default: Unhandled(message); break;
        }
    }

    /// <summary>Waits for the workers to let go.</summary>
    private void Closing(object message)
    {
        switch (message)
        {
            case JobClosed closed: _closed = closed; break;
            case ProgressMade made: _progress.Report(made); break;
            case WorkerLost or CancelJob: _router.Tell(message, Self); break;
        }

        if (_closed is not null && !_progress.IsDue) Closed(_closed);
    }

    /// <summary>Waits for the progress handler to return from its last report, for a while.</summary>
    private void Ending(object message)
    {
        if (message is ProgressDue) End();
    }

    private void Begin(BeginJob begin)
    {
        _plan = begin.Plan;
        Serve(_plan.Work, Running);
        _isOpen = true;
        var context = Context;
        _progress = new JobProgress(Work, Self, begin.Workers.Sum(worker => worker.Size), () => context.GetLogger());
        Work.Aggregator = _aggregator;
        _aggregator.Tell(new BeginCollecting(Work, _plan.Outlet, _router), Self);
        _router.Tell(new BeginDealing(Work, begin.Workers), Self);
    }

    private void AskProgress()
    {
        _router.Tell(new OutcomesWanted(Work.Job), Self);
        _progress.Ask();
    }

    private void Stop(Exception? error)
    {
        Work.Cancel();
        Close(error);
    }

    private void Close(Exception? error)
    {
        (_error, _isOpen) = (error, false);
        Become(Closing);
        _progress.AskLast();
        _router.Tell(new CloseJob(Work.Job), Self);
    }

    private void Closed(JobClosed closed)
    {
        if (closed.DisposeError is { } error) Log.DisposeThrew(Context.GetLogger(), Work.Job, error);
        if (_progress.IsOver()) End();
        else Become(Ending);
    }

    private void End()
    {
        _plan.Outlet.End(_error);

        // What did not end well is not used again, nor what other processes have spoken to.
        if (_error is not null || Work.Cargo is not null)
        {
            Context.Stop(Self);
            return;
        }

        var job = Work.Job;
        var over = new JobOver(job);
        _router.Tell(over, Self);
        _aggregator.Tell(over, Self);
        Rest();
        _pool.Tell(new JobEnded(job, Rests: true), Self);
    }

    protected override void Forget()
    {
        _progress.Dispose();
        Work.End();
        (_plan, _progress, _error, _closed, _isOpen) = (null!, null!, null, null, false);
    }
}
