using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>Tells the aggregator of one job what became of items, where their worker has not; a failure that is tried again is no outcome yet.</summary>
internal sealed class Outcomes(Work work, Retries retries, Stragglers stragglers)
{
    /// <summary>What is done so far of a chunk that runs: values before failures, so that no fraction is judged by the failures alone. Asynchronous items are handed over as they end.</summary>
    public void HandOver(Chunk chunk, int worker)
    {
        var completed = chunk.Completed;
        if (completed != chunk.HandedOver && chunk.EndedOutOfOrder is null)
        {
            chunk.HandedOver = completed;
            Done(chunk, new IndexRange(chunk.Start, chunk.Start + completed));
        }

        Failed(chunk, worker);
    }

    /// <summary>What is done of a chunk whose worker is lost. A failure is noted before its item counts as ended, so those are looked at last.</summary>
    /// <returns>What is left of it.</returns>
    public IndexRange[] Salvage(Chunk chunk, int worker)
    {
        if (work.Cargo is null && !chunk.Running.IsGivenUp && !chunk.TryWithdraw(out _)) work.HasStray = true;
        var (done, left) = chunk.GiveUp();
        foreach (var range in done) Done(chunk, range);
        Failed(chunk, worker);
        return left;
    }

    public void Failed(Chunk chunk, int worker)
    {
        foreach (var failure in chunk.TakeFailures()) Failed(failure, chunk, worker);
    }

    public void Failed(ItemFailure failure, Chunk chunk, int worker)
    {
        if (stragglers.IsNews(failure) && !retries.TryAgain(failure, worker)) work.Aggregator.Tell(new ItemFailed(work.Job, failure, chunk.Held()));
    }

    private void Done(Chunk chunk, IndexRange range) => work.Aggregator.Tell(new ChunkDone(work.Job, chunk.Held(), range));
}
