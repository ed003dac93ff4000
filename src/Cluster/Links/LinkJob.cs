using System.Buffers;
using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Cluster.Links;

/// <summary>
/// One job at one node, seen from the job's side: chunks come from the job's router, pieces go to the node, outcomes come back and are handed over as a worker
/// in this process would. Whatever was lost on the way is sent again; whatever the node does not get to is given back to the router.
/// </summary>
internal sealed partial class LinkJob(Work work, IActorRef router, Link link)
{
    // Statuses come each second; what is not in two of them is not on its way any more.
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(2);

    // Pieces are some milliseconds of work: one that is out for longer holds items that another node could run.
    private static readonly TimeSpan SlowAfter = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    private readonly JobCargo _cargo = (JobCargo)work.Cargo!;
    private readonly PieceWindow _window = new(link.Workers * (work.Form == FunctionForm.Async ? work.Options.Concurrency : 1), work.Rules.Exact);
    private readonly Queue<LinkedChunk> _chunks = new();
    private readonly List<SentPiece> _sent = [];
    private readonly OutcomeNumbers _came = new();
    private long _pieces;
    private long _bound = long.MaxValue;
    private TimeSpan _asked = TimeSpan.MinValue / 2;
    private bool _opened;
    private bool _forgetting;
    private bool _forgotten;
    private bool _releasing;
    private string? _disposeError;

    public JobId Id => work.Job;

    /// <summary>Whether both sides are done with the job.</summary>
    public bool IsOver => _forgotten && _releasing;

    public JobCargo Cargo => _cargo;

    public void Open()
    {
        var code = _cargo.Code.Select(item => item.Item with { Image = link.Offer(Id, item.Image) }).ToArray();
        var options = work.Options;
        var terms = new JobTerms((int)work.Form, options.Seed, options.Concurrency, options.ItemTimeout, work.Rules.Exact, work.IsTimed, options.State == StateSharing.PerNode);
        link.Send(new OpenJob(link.Session, Id, _cargo.Function, _cargo.ItemType, _cargo.ResultType, terms, PackState(), code));
    }

    public void Opened()
    {
        _opened = true;
        Pump();
    }

    public void Accept(Chunk chunk)
    {
        _chunks.Enqueue(new LinkedChunk(chunk, work.Time.Now()));
        if (_forgetting || link.IsLeaving) GiveBack();
        else Pump();
    }

    /// <summary>Sends as much as the node should have at once.</summary>
    public void Pump()
    {
        if (!_opened || _forgetting) return;
        if (work.Bound < _bound) StopAtBound();
        while (_chunks.TryPeek(out var chunk))
        {
            var length = 0;
            if (chunk.Chunk.Next < work.Bound && !link.IsLeaving)
            {
                length = _window.Next();
                if (length == 0) return;
            }

            if (length > 0 && chunk.Chunk.TryClaim(length, out var start, out length))
            {
                chunk.Chunk.Step = Math.Max(chunk.Chunk.Step, length);
                if (!TrySend(chunk, start, length)) return;
                if (chunk.Chunk.Next < chunk.Chunk.Range.End) continue;
            }

            _chunks.Dequeue();
            chunk.IsSent = true;
            if (chunk.Outstanding == 0) End(chunk, wasReady: false);
            else router.Tell(new WorkerReady(Id, link.Number, chunk.Chunk, Ended: false), link.Self);
        }
    }

    public void Done(PieceDone done, ReadOnlyMemory<byte> results)
    {
        if (!_came.Add(done.Number) || Answer(done.Range) is not { } piece) return;
        var chunk = piece.Chunk;
        var offset = (int)(done.Range.Start - chunk.Chunk.Start);
        _window.Measured(done.Range.Length, done.Elapsed);
        var worker = new WorkerInfo(done.Worker, link.Node);
        chunk.Chunk.Workers?.AsSpan(offset, (int)done.Range.Length).Fill(worker);
        try
        {
            _cargo.Decode(chunk.Chunk, offset, (int)done.Range.Length, results, done.Durations);
        }
        catch (Exception error)
        {
            // Results travel with those of their neighbours: which of them it is can't be told.
            for (var index = done.Range.Start; index < done.Range.End; index++)
                chunk.Chunk.Fail(Failures.Describe(error, index, chunk.Chunk.Attempt, worker, TimeSpan.Zero));
        }

        chunk.End(done.Range);
        work.Aggregator.Tell(new ChunkDone(Id, chunk.Chunk.Held(), done.Range), link.Self);
        if (chunk.Chunk.HasUntoldFailures) router.Tell(new ItemsFailed(Id, link.Number, chunk.Chunk), link.Self);
        Answered(piece, done.Range.Length);
    }

    public void Failed(PieceFailed failed)
    {
        if (!_came.Add(failed.Number)) return;
        foreach (var failure in failed.Failures)
        {
            var range = IndexRange.Single(failure.Index);
            if (Answer(range) is not { } piece) continue;
            piece.Chunk.Chunk.Fail(failure.Arrived());
            piece.Chunk.End(range);
            router.Tell(new ItemsFailed(Id, link.Number, piece.Chunk.Chunk), link.Self);
            Answered(piece, 1);
        }
    }

    public void Returned(PieceReturned returned)
    {
        if (!_came.Add(returned.Number) || Answer(returned.Range) is not { } piece) return;
        if (returned.ItemTime > TimeSpan.Zero) _window.Measured(1, returned.ItemTime);
        router.Tell(new RangeReturned(Id, returned.Range, piece.Chunk.Chunk.Attempt), link.Self);
        Answered(piece, returned.Range.Length);
    }

    /// <summary>Another worker has nothing to do: the node is to give back what it has not started, where that is worth the way.</summary>
    /// <returns>False where it is too early to tell: what is out may be answered any moment.</returns>
    public bool TryShare()
    {
        if (!_opened || _sent.Count == 0) return true;
        var now = work.Time.Now();
        if (now - _asked < AskEvery || now - _sent[0].SentAt < SlowAfter) return false;
        _asked = now;
        link.Send(new ReturnPieces(link.Session, Id));
        return true;
    }

    /// <summary>What the node does not have and did not answer was lost on the way.</summary>
    public void Reconcile(JobStatus status)
    {
        var now = work.Time.Now();
        foreach (var piece in _sent.Where(piece => piece.Message.Number > status.LastPiece && now - piece.SentAt > LostAfter))
        {
            piece.SentAt = now;
            link.Send(piece.Message);
        }

        link.Send(new OutcomesCame(link.Session, Id, _came.UpTo));
        Pump();
    }

    /// <summary>False where the job can't go on: its items can't be had any more, as where the caller's list was shortened meanwhile.</summary>
    private bool TrySend(LinkedChunk chunk, int start, int length)
    {
        try
        {
            Send(chunk, start, length);
            return true;
        }
        catch (Exception error)
        {
            Break(error);
            return false;
        }
    }

    private void Send(LinkedChunk chunk, int start, int length)
    {
        var end = start + length;
        while (start < end)
        {
            var bytes = new ArrayBufferWriter<byte>();
            var count = _cargo.Encode(chunk.Chunk, start, end - start, bytes, out var error);
            if (count > 0)
            {
                var range = new IndexRange(chunk.Chunk.Start + start, chunk.Chunk.Start + start + count);
                var piece = new SentPiece(chunk, new RunPiece(link.Session, Id, ++_pieces, range, chunk.Chunk.Attempt, link.Pack(Id, bytes.WrittenMemory)), work.Time.Now());
                _sent.Add(piece);
                chunk.Outstanding += count;
                _window.Sent(count, piece.Bytes);
                link.Send(piece.Message);
                start += count;
            }

            if (error is null) continue;
            chunk.Chunk.Fail(Failures.Describe(error, chunk.Chunk.Start + start, chunk.Chunk.Attempt, new WorkerInfo(0, link.Node), TimeSpan.Zero));
            chunk.End(IndexRange.Single(chunk.Chunk.Start + start++));
            router.Tell(new ItemsFailed(Id, link.Number, chunk.Chunk), link.Self);
        }
    }

    /// <summary>The state is hashed once for all nodes.</summary>
    private Payload PackState()
    {
        if (_cargo.StateBlob is { } known && link.Blobs.TryOffer(Id, known)) return new Payload(default, known);
        var payload = link.Pack(Id, _cargo.State);
        _cargo.StateBlob = payload.Blob;
        return payload;
    }

    /// <summary>The piece that waits for an answer to these items, and has it now; null where none does: the answer came before, by whatever way.</summary>
    private SentPiece? Answer(IndexRange range) => _sent.Find(piece => piece.TryAnswer(range));

    private void Answered(SentPiece piece, long items)
    {
        piece.Chunk.Outstanding -= items;
        _window.Answered(items, piece.IsAnswered ? piece.Bytes : 0);
        if (piece.IsAnswered)
        {
            _sent.Remove(piece);
            link.Unpack(Id, piece.Message.Items);
        }

        if (_came.Owed >= OutcomeNumbers.MostOwed) link.Send(new OutcomesCame(link.Session, Id, _came.Acknowledge()));
        if (piece.Chunk is { IsSent: true, Outstanding: 0 } chunk) End(chunk, wasReady: true);
        Pump();
    }

    private void End(LinkedChunk chunk, bool wasReady)
    {
        chunk.Chunk.Completed = (int)chunk.Chunk.Range.Length;
        chunk.Chunk.Elapsed = work.Time.Now() - chunk.Begun;
        router.Tell(wasReady ? new ChunkEnded(Id, link.Number, chunk.Chunk) : new WorkerReady(Id, link.Number, chunk.Chunk, Ended: true), link.Self);
    }
}
