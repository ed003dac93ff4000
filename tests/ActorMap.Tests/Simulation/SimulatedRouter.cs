using ActorMap.Chunking;
using ActorMap.Chunks;
using ActorMap.Dispatch;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Workers;

namespace ActorMap.Tests.Simulation;

/// <summary>Drives the dealer, the chunk length, the read-ahead and the copies of stragglers as <see cref="RouterActor"/> does; when the actor changes, this changes with it.</summary>
internal sealed class SimulatedRouter
{
    private readonly SimulatedJob _job;
    private readonly Roster _roster = new();
    private readonly ChunkLength _length;
    private readonly ReadAhead _ahead;
    private readonly Dealer _dealer;
    private readonly Stragglers _stragglers;
    private readonly SimulatedOutcomes _outcomes;
    private readonly DealChecks _checks;
    private long _taken, _retryAlarm;
    private bool _sourceTold, _closed;

    public SimulatedRouter(SimulatedJob job)
    {
        _job = job;
        _length = new ChunkLength(job.Schedule.Rules);
        _ahead = new ReadAhead(job.Schedule.MaxInFlight, ReadAhead.DefaultBytes);
        _dealer = new Dealer(_length);
        _stragglers = new Stragglers(new MapOptions { Speculate = job.Schedule.Speculate, ChunkSize = job.Schedule.ChunkSize }, _dealer, _roster, (chunk, worker) => _outcomes!.HandOver(chunk, worker));
        _checks = new DealChecks(job, _dealer, _roster);
        _outcomes = new SimulatedOutcomes(job, _dealer, _stragglers, _checks);
    }

    private int Overlap => Math.Max(1, _job.Schedule.Concurrency);

    public void Start(IEnumerable<WorkerHandle> workers)
    {
        foreach (var worker in workers) _roster.Join(worker);
        if (_job.Schedule.ItemTimeout is { } limit && !_job.Schedule.IsAsync) _job.Timeline.In(Overdue.LookEvery(limit), Watch);
        Deal();
    }

    public void SourceAdvanced() => Deal();

    public void Ready(int worker, Chunk chunk, bool ended)
    {
        _dealer.Finished(worker, chunk);
        _roster.Ready(worker);
        if (ended) Ended(chunk, worker);
        Deal();
    }

    public void Ended(Chunk chunk, int? worker = null)
    {
        worker ??= _roster.Running.TryGetValue(chunk, out var holder) ? holder.Number : null;
        if (worker is null || !_roster.Ended(chunk)) return;
        if (!_closed)
        {
            _outcomes.Failed(chunk, worker.Value);
            _length.Observe(chunk.Completed * Overlap, chunk.Elapsed);
            _dealer.GaveBack(chunk.GivenBack, chunk.Attempt, chunk.Avoid);
        }

        chunk.LetGo();
    }

    public void ItemsFailed(Chunk chunk, int worker)
    {
        if (_closed) return;
        _outcomes.Failed(chunk, worker);
        Deal();
    }

    public void ItemsTaken(long taken, long head)
    {
        (_taken, _dealer.Head) = (taken, head);
        _job.Source.Answered(head);
        Deal();
    }

    public void OutcomesWanted()
    {
        if (_closed) return;
        foreach (var (chunk, worker) in _roster.Running) _outcomes.HandOver(chunk, worker.Number);
        Deal();
    }

    public void StopAt(long bound)
    {
        _job.Bound = Math.Min(_job.Bound, bound);
        _dealer.StopAt(bound);
    }

    public void Joined(WorkerHandle worker)
    {
        _roster.Join(worker);
        Deal();
    }

    public void Lost(int worker)
    {
        foreach (var chunk in _roster.RunningOn(worker)) GiveUp(chunk, worker);
        _roster.Leave(worker);
        Deal();
    }

    public void Close()
    {
        _closed = true;
        _dealer.StopAt(0);
        _job.Source.Stop();
    }

    /// <summary>What the router knows, for whoever looks into a run that went wrong.</summary>
    public override string ToString() =>
        $"frontier {_dealer.Frontier}, held {string.Join(' ', _dealer.Held.Select(held => $"{held.Key}:{held.Value.Range}"))}, {_dealer.Retrying} retries, ready {_roster.WhoIsReady().Count} of {_roster.Count}";

    private void Deal()
    {
        if (_closed) return;
        Allow();
        var (ended, readable) = (_job.Source.Ended, _job.Source.Readable);
        _dealer.Workers = _roster.Count;
        _dealer.Readable(readable, ended);
        for (var asking = _roster.WhoIsReady(); asking.TryDequeue(out var worker, out _);)
        {
            var (frontier, isDealt) = (_dealer.Frontier, _dealer.TryDeal(worker.Number, _job.Timeline.Time, out var deal));
            if (isDealt) _checks.Dealt(worker.Number, deal, frontier, readable, ended);
            else if (_checks.HasNothingFor(worker.Number, asking) && !_job.Schedule.Speculate) break;
            else if (!_stragglers.TryCopy(worker.Number, ref deal)) continue;
            Deal(worker, deal);
            Allow();
        }

        SetRetry();
        if (ended && !_sourceTold)
        {
            _sourceTold = true;
            _job.Send(Party.Router, Party.Aggregator, () => _job.Aggregator.SourceEnded(readable));
        }

        if (!ended && _roster.AnyoneReady) _job.Source.Arm(_dealer.WaitsFor(readable));
    }

    private void Deal(WorkerHandle worker, Deal deal)
    {
        var range = deal.Range;
        var longest = _job.Source.LongestFrom(range.Start);
        if (range.Length > longest)
        {
            range = new IndexRange(range.Start, range.Start + longest);
            _dealer.GaveBack(new IndexRange(range.End, deal.Range.End), deal.Attempt);
        }

        var chunk = _job.CreateChunk(range, deal.Attempt);
        chunk.Avoid = deal.Avoid;
        var others = _job.TakenByOthers(worker);
        _dealer.Holds(worker.Number, chunk);
        _roster.Dealt(worker, chunk);
        _job.Send(Party.Router, worker.Number, () => _job.Workers[worker.Number].Accept(chunk, others));
    }

    private void Allow()
    {
        var limit = long.MaxValue;
        if (_job.Schedule.IsBounded)
        {
            var chunk = _length.Next(null, _roster.Count) * Overlap;
            limit = _taken + Math.Max(_ahead.Items(_length.ItemSeconds, chunk, Math.Max(1, _roster.Count), _job.Schedule.BytesPerItem), _job.Schedule.ExactChunk ?? 0);
        }

        _dealer.Allow(limit);
        _job.Source.ReadTo(limit);
    }

    /// <summary>Looks for items whose time is up and whose function does not come back, as <see cref="Overdue"/>.</summary>
    private void Watch()
    {
        if (_closed) return;
        var limit = _job.Schedule.ItemTimeout!.Value;
        foreach (var (chunk, worker) in _roster.Running.ToArray())
        {
            if (!chunk.Running.TryRead(out var offset, out var since)) continue;
            var duration = new TimeSpan(_job.Timeline.Now - since);
            if (duration <= limit + _job.Schedule.Grace || !chunk.Running.TryGiveUp(offset)) continue;
            _outcomes.Failed(Failures.TimedOut(limit, chunk.Start + offset, chunk.Attempt, worker.Info, duration), chunk, worker.Number);
            GiveUp(chunk, worker.Number);
            _job.Send(Party.Router, Party.Pool, () => _job.Replace(worker.Number));
        }

        Deal();
        _job.Timeline.In(Overdue.LookEvery(limit), Watch);
    }

    private void GiveUp(Chunk chunk, int worker)
    {
        if (!_roster.Ended(chunk)) return;
        _dealer.Finished(worker, chunk);
        var undone = _outcomes.Salvage(chunk, worker);
        _checks.Lost(undone);
        foreach (var range in undone) _dealer.GaveBack(range, chunk.Attempt, chunk.Avoid);
    }

    /// <summary>One alarm, set anew each time, as <see cref="Time.Alarm"/>.</summary>
    private void SetRetry()
    {
        if (_dealer.NextRetry(_job.Timeline.Time) is not { } due) return;
        var alarm = ++_retryAlarm;
        _job.Timeline.In(due - _job.Timeline.Time, () =>
        {
            if (alarm == _retryAlarm) Deal();
        });
    }
}
