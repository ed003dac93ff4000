using ActorMap.Chunks;
using ActorMap.Parts;
using ActorMap.Messages;
using ActorMap.Threading;
using ActorMap.Ordering;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Aggregation;

/// <summary>Collects one job's outcomes, puts them in order, hands them to the consumer as it asks, and knows when there is nothing more to wait for.</summary>
internal sealed class AggregatorActor : JobPart
{
    private readonly List<IndexRange> _runs = [];
    private readonly List<IndexRange> _new = [];
    private readonly AskBackoff _backoff = new();

    // Set by BeginCollecting, which comes before everything else.
    private Reorderer<Piece> _order = null!;
    private Outlet _outlet = null!;
    private Ledger _ledger = null!;
    private HeadOfLine _head = null!;
    private Alarm _ask = null!;
    private IActorRef _router = null!;
    private bool _bounded;
    private Exception? _sourceError;
    private long _taken;
    private bool _stopped;
    private bool _complete;

    public static Props Props() => ActorFactory<AggregatorActor>.Props(() => new AggregatorActor());

    protected override void Forget()
    {
        _ask?.Dispose();
        while (_order?.TryDrop(out var piece) == true) piece.LetGo();
        (_order, _outlet, _ledger, _head, _ask, _router) = (null!, null!, null!, null!, null!, null!);
    }

    /// <summary>Waits for a job; from its start the consumer is taken to wait, so that nothing is lost of one that said so before.</summary>
    protected override void OnReceive(object message)
    {
        if (message is BeginCollecting begin) Begin(begin);
    }

    private void Collecting(object message)
    {
        switch (message)
        {
            case ChunkDone done: Done((Chunk)done.Chunk, done.Range); break;
            case ItemFailed failed: Failed(failed.Failure, (Chunk)failed.Chunk); break;
            case SourceEnded ended: Ended(ended); break;
            case Taken taken: Take(taken.Items); break;
            case ConsumerWaits: Ask(); break;
            case ReportProgress: Sender.Tell(new ProgressMade(Work.Job, _ledger.Done, _ledger.Failed), Self); break;
            case OutcomesWanted: AskAgain(message); break;
            case JobOver: Rest(); break;
            default: Unhandled(message); break;
        }
    }

    private void Begin(BeginCollecting begin)
    {
        Serve(begin.Work, Collecting);
        (_outlet, _router, _head, _order) = (begin.Outlet, begin.Router, new HeadOfLine(Work), new Reorderer<Piece>());
        (_taken, _sourceError, _stopped, _complete) = (0, null, false, false);
        _ledger = new Ledger(Work.Options.Halt ?? (_outlet.TakesFailures ? Halt.Never : Halt.OnFirstFailure));
        _bounded = !_outlet.IsInPlace || Work.Options.MaxInFlight is not null;
        _ask = new Alarm(Work.Time, Self, new OutcomesWanted(Work.Job));
        if (_outlet.IsPaced) Ask();
    }

    /// <summary>Whether what comes is no outcome any more: all are there, or the items were stopped.</summary>
    private bool IsOver => _complete || Work.Token.IsCancellationRequested;

    private void Done(Chunk chunk, IndexRange range)
    {
        if (IsOver) _runs.Clear();
        else chunk.Succeeded(range, _runs);
        foreach (var run in _runs)
        {
            _ledger.Succeeded(run, _new);
            foreach (var part in _new) Put(new Piece(chunk, part, null));
        }

        Settle();
        chunk.LetGo();
    }

    private void Failed(ItemFailure failure, Chunk chunk)
    {
        if (!IsOver && _ledger.Fail(failure))
        {
            Put(new Piece(chunk, IndexRange.Single(failure.Index), failure));
            Settle();
        }

        chunk.LetGo();
    }

    private void Ended(SourceEnded ended)
    {
        _ledger.Ended(ended.Total);
        _sourceError = ended.Error;
        Settle();
    }

    /// <summary>Nothing to put where results are in place; else in order, or as they come.</summary>
    private void Put(Piece piece)
    {
        Work.Journal?.Record(piece.Chunk, piece.Range, piece.Failure, Work.Token);
        if (_outlet.IsInPlace) return;
        piece.Chunk.Held();
        if (_outlet.InOrder) _order.Add(piece.Range, piece);
        else Deliver(piece);
    }

    private void Settle()
    {
        Work.Publish(_ledger.Done, _ledger.Failed);
        while (_outlet.InOrder && _order.TryTake(out _, out var piece)) Deliver(piece);
        _head.Look(_order.Next, _order.Waiting > 0);
        if (!_outlet.IsPaced && _bounded) Take(_ledger.Done - _taken);
        if (_ledger.Bound < Work.Bound) _router.Tell(new StopAt(Work.Job, _ledger.Bound), Self);
        if (_complete || !_ledger.IsComplete) return;
        _complete = true;
        Context.Parent.Tell(new OutcomesComplete(Work.Job, _ledger.Verdict(_outlet.TakesFailures, _sourceError)), Self);
    }

    /// <summary>Behind the first failure that is not an outcome, and behind the end that the halt rule sets, there is nothing to deliver.</summary>
    private void Deliver(Piece piece)
    {
        _stopped |= (piece.Failure is not null && !_outlet.TakesFailures) || (_outlet.InOrder && piece.Range.Start >= _ledger.Bound);
        if (_stopped)
        {
            piece.LetGo();
            if (_outlet.IsPaced) Take(piece.Range.Length);
            return;
        }

        _ask.Clear();
        var end = _outlet.InOrder ? Math.Min(piece.Range.End, _ledger.Bound) : piece.Range.End;
        _outlet.Put(piece with { Range = new IndexRange(piece.Range.Start, end) });
    }

    private void Take(long items)
    {
        if (items == 0) return;
        _taken += items;
        _router.Tell(new ItemsTaken(Work.Job, _taken, _ledger.Head), Self);
    }

    private void Ask()
    {
        if (!_complete) _ask.Set(_backoff.First());
    }

    private void AskAgain(object question)
    {
        if (!_ask.IsSet) return;
        _ask.Set(_backoff.Next());
        _router.Tell(question, Self);
    }
}
