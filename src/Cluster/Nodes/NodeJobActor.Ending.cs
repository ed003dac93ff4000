using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <content>How a job's part on a node ends: because the node leaves, because the job is over, or because it can't go on here, which the other end must hear.</content>
internal sealed partial class NodeJobActor
{
    /// <summary>What is at the bound or behind it is not begun any more, nor waited for: nothing will be said of it.</summary>
    private void StopAt(long bound)
    {
        _bound = Math.Min(_bound, bound);
        _router.Tell(new StopAt(Work.Job, bound), Self);
    }

    private void Depart()
    {
        _leaving = true;
        GoOnLeaving();
    }

    /// <summary>Workers give back half of what they have not started, each time they are asked; and what was said must have come.</summary>
    private void GoOnLeaving()
    {
        _router.Tell(new ReturnUnstarted(Work.Job), Self);
        if (!_held.HasBefore(_bound) && _outbox.IsEmpty) _session.Tell(new NodeJobDrained(Job), Self);
    }

    private void Break(Exception error)
    {
        var (kind, cause) = (error is ActorMapException { InnerException: not null } ? BreakKind.Preparation : BreakKind.Defect, error.InnerException ?? error);
        SayBroken(kind, cause.GetType().FullName ?? cause.GetType().Name, Failures.MessageOf(error));
        Close(hurried: true);
    }

    private void SayBroken(BreakKind kind, string error, string message) => _link.Send(new JobBroken(_id, Job, kind, -1, error, message));

    private void Close(bool hurried)
    {
        if (_closing) return;
        _closing = true;
        if (hurried) Work.Cancel();
        _router.Tell(new CloseJob(Work.Job), Self);
    }

    private void Closed(JobClosed closed)
    {
        _farewell = new JobForgotten(_id, Job, closed.DisposeError is { } error ? $"{error.GetType().FullName}: {Failures.MessageOf(error)}" : null);
        Context.Stop(Self);
    }
}
