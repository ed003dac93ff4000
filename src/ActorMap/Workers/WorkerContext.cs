using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Workers;

/// <summary>Brings what follows an <c>await</c> in a function back to its worker, as a message.</summary>
internal sealed class WorkerContext(IActorRef worker, JobId job) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => worker.Tell(new Resume(job, d, state), ActorRefs.NoSender);

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("A worker can't be waited for from within a function; await instead.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs code that may await on the worker.</summary>
    public void Run(Action code)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            code();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
