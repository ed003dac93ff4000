using ActorMap.Chunks;
using ActorMap.Dispatch;
using ActorMap.Messages;
using ActorMap.Retry;
using ActorMap.Routing;

namespace ActorMap.Tests.Simulation;

/// <summary>Tells the aggregator what became of items, and has failed ones tried again, as <see cref="Outcomes"/> and <see cref="Retries"/> do; when those change, this changes with them.</summary>
internal sealed class SimulatedOutcomes(SimulatedJob job, Dealer dealer, Stragglers stragglers, DealChecks checks)
{
    private readonly RetryRule _retries = new(
        job.Schedule.Retries, job.Schedule.RetryDelay, job.Schedule.RetryWhen ? error => error is TimeoutException or TryFailedException { IsPassing: true } : null, job.Schedule.Seed);

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

    public IndexRange[] Salvage(Chunk chunk, int worker)
    {
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
        if (!stragglers.IsNews(failure)) return;
        if (_retries.TryNext(failure, out var wait))
        {
            var retry = new WaitingRetry(failure.Index, failure.Attempts + 1, worker);
            dealer.Retry(retry, job.Timeline.Time + wait);
            checks.Retries(retry, wait);
            return;
        }

        chunk.Held();
        job.Send(Party.Router, Party.Aggregator, () => job.Aggregator.Failed(failure, chunk));
    }

    private void Done(Chunk chunk, IndexRange range)
    {
        chunk.Held();
        job.Send(Party.Router, Party.Aggregator, () => job.Aggregator.Done(chunk, range));
    }
}
