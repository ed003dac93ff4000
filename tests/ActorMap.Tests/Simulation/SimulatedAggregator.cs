using ActorMap.Aggregation;
using ActorMap.Chunks;
using ActorMap.Messages;
using ActorMap.Ordering;

namespace ActorMap.Tests.Simulation;

/// <summary>Drives the ledger and the reorderer as <see cref="AggregatorActor"/> does; when the actor changes, this changes with it.</summary>
internal sealed class SimulatedAggregator(SimulatedJob job)
{
    private readonly Reorderer<Piece> _order = new();
    private readonly List<IndexRange> _runs = [];
    private readonly List<IndexRange> _new = [];
    private readonly AskBackoff _backoff = new();
    private long _taken;
    private bool _stopped;
    private int _asking;
    private bool _isAsking;

    public Ledger Ledger { get; } = new(job.Schedule.HaltRule);

    public bool IsComplete { get; private set; }

    public void Begin()
    {
        if (job.Schedule.IsPaced) Ask();
    }

    public void Done(Chunk chunk, IndexRange range)
    {
        if (job.IsOver) return;
        chunk.Succeeded(range, _runs);
        foreach (var run in _runs)
        {
            Ledger.Succeeded(run, _new);
            foreach (var part in _new) Put(new Piece(chunk, part, null));
        }

        Settle();
        chunk.LetGo();
    }

    public void Failed(ItemFailure failure, Chunk chunk)
    {
        if (job.IsOver) return;
        if (Ledger.Fail(failure))
        {
            Put(new Piece(chunk, IndexRange.Single(failure.Index), failure));
            Settle();
        }

        chunk.LetGo();
    }

    public void SourceEnded(long total)
    {
        Ledger.Ended(total);
        Settle();
    }

    public void Take(long items)
    {
        if (items == 0) return;
        _taken += items;
        if (!job.Schedule.IsPaced) job.Consumed = _taken;
        var (taken, head) = (_taken, Ledger.Head);
        job.Send(Party.Aggregator, Party.Router, () => job.Router.ItemsTaken(taken, head));
    }

    public void ConsumerWaits() => Ask();

    /// <summary>The actor stops: nobody asks for what is left.</summary>
    public void Stop()
    {
        StopAsking();
        while (_order.TryDrop(out var piece)) piece.LetGo();
    }

    private void Put(Piece piece)
    {
        if (job.Schedule.IsInPlace) return;
        piece.Chunk.Held();
        if (job.Schedule.InOrder) _order.Add(piece.Range, piece);
        else Deliver(piece);
    }

    private void Settle()
    {
        while (job.Schedule.InOrder && _order.TryTake(out _, out var piece)) Deliver(piece);
        if (!job.Schedule.IsPaced && job.Schedule.IsBounded) Take(Ledger.Done - _taken);
        if (Ledger.Bound < job.Bound) job.Send(Party.Aggregator, Party.Router, () => job.Router.StopAt(Ledger.Bound));
        if (IsComplete || !Ledger.IsComplete) return;
        IsComplete = true;
        job.Send(Party.Aggregator, Party.Job, job.Complete);
    }

    private void Deliver(Piece piece)
    {
        _stopped |= piece.Failure is not null && !job.Schedule.TakesFailures;
        _stopped |= job.Schedule.InOrder && piece.Range.Start >= Ledger.Bound;
        if (_stopped)
        {
            piece.LetGo();
            if (!job.Schedule.IsPaced) return;
            job.Consumed += piece.Range.Length;
            Take(piece.Range.Length);
            return;
        }

        StopAsking();
        var end = job.Schedule.InOrder ? Math.Min(piece.Range.End, Ledger.Bound) : piece.Range.End;
        job.Consumer.Put(piece with { Range = new IndexRange(piece.Range.Start, end) });
    }

    private void Ask()
    {
        if (IsComplete) return;
        _isAsking = true;
        var asking = ++_asking;
        job.Timeline.In(_backoff.First(), () => Asked(asking));
    }

    private void Asked(int asking)
    {
        if (!_isAsking || asking != _asking) return;
        job.Send(Party.Aggregator, Party.Router, () => job.Router.OutcomesWanted());
        job.Timeline.In(_backoff.Next(), () => Asked(asking));
    }

    private void StopAsking() => _isAsking = false;
}
