using ActorMap.Functions;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Parts;

/// <summary>
/// An actor of a job. When the job has ended well it rests, and takes another: to make three actors and to stop them takes longer than a map of one item.
/// Whatever comes late of another job is not for it.
/// </summary>
internal abstract class JobPart : UntypedActor
{
    /// <summary>The job that it serves; null while it rests.</summary>
    protected Work Work { get; private set; } = null!;

    protected override void PostStop() => Forget();

    protected override bool AroundReceive(Receive receive, object message) =>
        (message is IJobMessage { Job: var job } && job != Work?.Job) || base.AroundReceive(receive, message);

    /// <summary>Serves a job.</summary>
    protected void Serve(Work work, UntypedReceive receive)
    {
        Work = work;
        work.Logger = Context.System.Log;
        Become(receive);
    }

    /// <summary>The job is over, and nothing of it is kept.</summary>
    protected void Rest()
    {
        Forget();
        Work = null!;
        Become(OnReceive);
    }

    /// <summary>Lets go of what it has of the job, if it has one.</summary>
    protected abstract void Forget();
}
