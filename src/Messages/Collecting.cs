namespace ActorMap.Messages;

/// <summary>Workers and the router tell the aggregator what became of items; it tells the router how far to read and when to stop.</summary>
internal interface ICollecting : IJobMessage;

/// <summary>Worker to aggregator: these items of the chunk are done; the chunk knows which of them failed.</summary>
internal sealed record ChunkDone(JobId Job, IChunk Chunk, IndexRange Range) : ICollecting;

/// <summary>Router to aggregator: this item has failed for good.</summary>
internal sealed record ItemFailed(JobId Job, ItemFailure Failure, IChunk Chunk) : ICollecting;

/// <summary>Router to aggregator: the source ended after this many items, in order or with an error of its own.</summary>
internal sealed record SourceEnded(JobId Job, long Total, Exception? Error) : ICollecting;

/// <summary>Aggregator to router: deal nothing at or after the bound; nobody will look at it.</summary>
internal sealed record StopAt(JobId Job, long Bound) : ICollecting;

/// <summary>Aggregator to router: more has been taken, so more may be read.</summary>
/// <param name="Job">The job.</param>
/// <param name="Count">How many outcomes the consumer has taken.</param>
/// <param name="Head">Every item before this one is answered: its input is not needed any more.</param>
internal sealed record ItemsTaken(JobId Job, long Count, long Head) : ICollecting;

/// <summary>Aggregator to router: the consumer waits; hand over what is done of the chunks that run.</summary>
internal sealed record OutcomesWanted(JobId Job) : ICollecting;
