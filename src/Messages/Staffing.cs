namespace ActorMap.Messages;

/// <summary>The pool and its jobs' routers speak of workers: who is free, who is lost.</summary>
internal interface IStaffing
{
    int Worker { get; }
}

/// <summary>Router to pool, and on to the other jobs' routers: this worker has nothing to do.</summary>
internal sealed record WorkerFreed(int Worker) : IStaffing;

/// <summary>Router to pool: this worker does not come back from a function; give it up and put another in its place.</summary>
internal sealed record AbandonWorker(int Worker) : IStaffing;

/// <summary>Pool to routers: this worker is gone; what it held must be dealt again.</summary>
internal sealed record WorkerLost(int Worker) : IStaffing;
