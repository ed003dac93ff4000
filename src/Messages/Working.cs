namespace ActorMap.Messages;

/// <summary>A router speaks to a worker, and the worker answers: chunks go out, readiness comes back.</summary>
internal interface IWorking : IJobMessage;

/// <summary>A range of items on its way: in one process the thing itself, on the wire its encoding.</summary>
internal interface IChunk
{
    /// <summary>The range that the worker still owns: its tail may be taken away while it runs.</summary>
    IndexRange Range { get; }

    /// <summary>1 on the first try of its items.</summary>
    int Attempt { get; }
}

/// <summary>What a worker needs to know of a job to work on its chunks.</summary>
internal interface IWork
{
    JobId Job { get; }
}

/// <summary>Router to worker: run these items.</summary>
internal sealed record ProcessChunk(JobId Job, IWork Work, IChunk Chunk) : IWorking;

/// <summary>Worker to router: all of this chunk is started; the next one, please. Where items wait, some of the chunk may still be in flight.</summary>
/// <param name="Job">The job.</param>
/// <param name="Worker">The worker's number.</param>
/// <param name="Chunk">The chunk.</param>
/// <param name="Ended">Whether all of it has ended.</param>
/// <param name="Whole">Where the chunk was all of the job: its outcomes, for the aggregator; the worker has let go of the function.</param>
internal sealed record WorkerReady(JobId Job, int Worker, IChunk Chunk, bool Ended, ChunkDone? Whole = null) : IWorking;

/// <summary>Worker to router: the last items of a chunk have ended, after <see cref="WorkerReady"/>.</summary>
internal sealed record ChunkEnded(JobId Job, int Worker, IChunk Chunk) : IWorking;

/// <summary>Worker to router: items of a chunk that still runs have failed; do not wait for its end to look at them.</summary>
internal sealed record ItemsFailed(JobId Job, int Worker, IChunk Chunk) : IWorking;

/// <summary>Worker to router: these items come back, not run; deal them again.</summary>
/// <param name="Job">The job.</param>
/// <param name="Range">The items.</param>
/// <param name="Attempt">Which try of them this was to be.</param>
/// <param name="Avoid">Of a retry: the worker that it was not to go to.</param>
internal sealed record RangeReturned(JobId Job, IndexRange Range, int Attempt, int? Avoid = null) : IWorking;

/// <summary>Router to node, and on the node job to router: somebody has nothing to do; what is not started is to come back. Answered with <see cref="RangeReturned"/> for each range.</summary>
internal sealed record ReturnUnstarted(JobId Job) : IWorking;

/// <summary>Worker to router: this worker's copy of the function could not be prepared, so the job can't go on.</summary>
internal sealed record FunctionFailed(JobId Job, WorkerInfo Worker, Exception Error) : IWorking;

/// <summary>Worker to router: a chunk could not be run, by no fault of an item or its function.</summary>
internal sealed record WorkFailed(JobId Job, int Worker, Exception Error) : IWorking;

/// <summary>Router to worker: the job is over; dispose the function, forget the state.</summary>
/// <param name="Job">The job.</param>
/// <param name="Force">Do not wait for items in flight: they are deaf.</param>
internal sealed record ReleaseJob(JobId Job, bool Force) : IWorking
{
    private volatile bool _begun;

    /// <summary>Whether its worker has come to it: until then it is busy with another job's items. Each worker is sent one of its own.</summary>
    public bool HasBegun => _begun;

    /// <summary>Called by the worker before it disposes the function.</summary>
    public void Begin() => _begun = true;
}

/// <summary>Worker to router: the job's function is disposed.</summary>
internal sealed record JobReleased(JobId Job, int Worker, Exception? DisposeError) : IWorking;
