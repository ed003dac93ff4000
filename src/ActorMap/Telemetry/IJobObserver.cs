using ActorMap.Chunks;
using ActorMap.Messages;

namespace ActorMap.Telemetry;

/// <summary>Told where a job's time goes. Called by the job's actors on their threads, several at a time: it must be quick and must not throw.</summary>
internal interface IJobObserver
{
    /// <summary>A worker has come back from a run of items.</summary>
    void Ran(in ChunkRun run);

    /// <summary>Outcomes that were there waited so long for the one before them.</summary>
    void HeldBack(long index, TimeSpan time);

    /// <summary>The map begins; how long its source was read, or waited for, can be asked at any time. Not the time in which nobody wanted more of it.</summary>
    void Begins(Func<TimeSpan> reading);
}

/// <summary>Items that a worker ran one after the other, as long as their chunk is still held.</summary>
/// <param name="Chunk">The chunk that they are of; of a node's, one of several runs of it.</param>
/// <param name="Range">The items.</param>
/// <param name="Worker">The worker.</param>
/// <param name="Failed">How many of them failed in this try.</param>
/// <param name="Elapsed">How long the worker took for all of them.</param>
/// <param name="Death">How their process died of them; null where it did not.</param>
internal readonly record struct ChunkRun(Chunk Chunk, IndexRange Range, WorkerInfo Worker, int Failed, TimeSpan Elapsed, ProcessDeath? Death = null);
