using ActorMap.Dispatch;
using ActorMap.Messages;
using ActorMap.Retry;
using ActorMap.Routing;
using ActorMap.Workers;

namespace ActorMap.Tests.Simulation;

/// <summary>What must hold of each deal the moment it is made.</summary>
internal sealed class DealChecks(SimulatedJob job, Dealer dealer, Roster roster)
{
    private readonly List<IndexRange> _lost = [];
    private readonly Dictionary<long, WaitingRetry> _retries = [];
    private readonly HashSet<WaitingRetry> _waiting = [];

    public void Lost(IEnumerable<IndexRange> undone) => _lost.AddRange(undone.Where(range => !range.IsEmpty));

    public void Dealt(int worker, Deal deal, long frontier, long readable, bool ended)
    {
        var (range, findings) = (deal.Range, job.Findings);
        findings.Require(!range.IsEmpty, $"an empty range was dealt to {worker}");
        findings.Require(range.End <= readable, $"{range} was dealt with {readable} items read");
        findings.Require(range.Start < job.Bound, $"{range} was dealt beyond the bound {job.Bound}");
        findings.Require(job.Schedule.MaxInFlight is not { } most || range.End - job.Consumed <= most, $"{range} was dealt with {job.Consumed} items taken");
        CheckRetry(worker, deal);
        if (job.Schedule.ExactChunk is { } exact) CheckLength(deal, exact, range.Start == frontier, ended && range.End == readable);
    }

    /// <summary>Where the dealer says that there is nothing for anybody, nobody would have been given anything.</summary>
    public bool HasNothingFor(int worker, PriorityQueue<WorkerHandle, long> others)
    {
        if (!dealer.HasNothingFor(worker)) return false;
        foreach (var (other, _) in others.UnorderedItems)
            job.Findings.Require(!dealer.TryDeal(other.Number, job.Timeline.Time, out var deal), $"{deal.Range} was kept from {other.Number}");
        return true;
    }

    /// <summary>Once its wait is over, an item waits no longer than until somebody else than the worker it failed on is free.</summary>
    public void Retries(WaitingRetry retry, TimeSpan wait)
    {
        if (retry.Index >= job.Bound) return;
        _retries[retry.Index] = retry;
        _waiting.Add(retry);
        job.Timeline.In(wait + TimeSpan.FromTicks(1), () =>
        {
            if (job.IsOver || !_waiting.Contains(retry) || retry.Index >= job.Bound || retry.Index < dealer.Head) return;
            var free = roster.WhoIsReady().UnorderedItems.Select(ready => ready.Element).FirstOrDefault(worker => !dealer.Held.ContainsKey(worker.Number) && (worker.Number != retry.Avoid || roster.Count == 1));
            job.Findings.Require(free is null, $"item {retry.Index} was due for try {retry.Attempt} and {free?.Number} had nothing to do");
        });
    }

    private void CheckRetry(int worker, Deal deal)
    {
        if (deal.Attempt == 1) return;
        var index = deal.Range.Start;
        job.Findings.Require(deal.Range.Length == 1, $"try {deal.Attempt} was dealt as {deal.Range}");
        if (!_retries.TryGetValue(index, out var retry) || retry.Attempt != deal.Attempt) return;
        _waiting.Remove(retry);
        job.Findings.Require(retry.Avoid != worker || roster.Count == 1 || IsLost(deal.Range), $"try {deal.Attempt} of item {index} came to worker {worker} again");
    }

    private void CheckLength(Deal deal, int exact, bool isFresh, bool isLast)
    {
        var length = deal.Range.Length;
        if (length == exact || deal.Attempt > 1 || (isFresh && (isLast || deal.Range.End == job.Bound)) || IsLost(deal.Range)) return;
        job.Findings.Require(deal.Range.Start % exact == 0 && (deal.Range.End == job.Source.Readable || deal.Range.End == job.Bound), $"{deal.Range} is not {exact} items");
    }

    private bool IsLost(IndexRange range) => _lost.Any(lost => lost.Start <= range.Start && range.End <= lost.End);
}
