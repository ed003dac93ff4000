using System.Buffers;
using ActorMap.Messages;
using ActorMap.Time;

namespace ActorMap.Cluster.Links;

/// <summary>Pieces on their way, and what comes back of them.</summary>
internal sealed partial class LinkJob
{
    /// <summary>Whether what has this number has not come.</summary>
    public bool Awaits(long outcome) => !_came.Has(outcome);

    public void Done(PieceDone done, ReadOnlyMemory<byte> results)
    {
        if (!_came.Add(done.Number) || Answer(done.Range) is not { } piece) return;
        var chunk = piece.Chunk;
        var offset = (int)(done.Range.Start - chunk.Chunk.Start);
        _window.Measured(done.Range.Length, done.Elapsed);
        chunk.Chunk.Workers?.AsSpan(offset, (int)done.Range.Length).Fill(new WorkerInfo(done.Worker, link.Node));
        var end = done.Range.Start + _cargo.Decode(chunk.Chunk, offset, (int)done.Range.Length, results, done.Durations, out var error);
        if (end > done.Range.Start)
        {
            var range = done.Range with { End = end };
            chunk.End(range);
            work.Aggregator.Tell(new ChunkDone(Id, chunk.Chunk.Held(), range), link.Self);
        }

        if (error is not null)
        {
            // Where the results begin that come after one that can't be read, nobody knows: those items run again.
            Fail(chunk, Failures.Describe(error, end, chunk.Chunk.Attempt, new WorkerInfo(done.Worker, link.Node), TimeSpan.Zero));
            if (end + 1 < done.Range.End) router.Tell(new RangeReturned(Id, done.Range with { Start = end + 1 }, chunk.Chunk.Attempt), link.Self);
        }

        Answered(piece, done.Range.Length);
    }

    /// <summary>Results beside the message do not come, or come damaged.</summary>
    public void Missed(PieceDone done, Exception error)
    {
        if (!_came.Add(done.Number) || Answer(done.Range) is not { } piece) return;
        for (var index = done.Range.Start; index < done.Range.End; index++)
            Fail(piece.Chunk, Failures.Describe(error, index, piece.Chunk.Chunk.Attempt, new WorkerInfo(done.Worker, link.Node), TimeSpan.Zero));
        Answered(piece, done.Range.Length);
    }

    public void Failed(PieceFailed failed)
    {
        if (!_came.Add(failed.Number)) return;
        foreach (var failure in failed.Failures)
        {
            var range = IndexRange.Single(failure.Index);
            if (Answer(range) is not { } piece) continue;
            Fail(piece.Chunk, failure.Arrived());
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
            Fail(chunk, Failures.Describe(error, chunk.Chunk.Start + start++, chunk.Chunk.Attempt, new WorkerInfo(0, link.Node), TimeSpan.Zero));
        }
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

    private void Fail(LinkedChunk chunk, ItemFailure failure)
    {
        chunk.Chunk.Fail(failure);
        chunk.End(IndexRange.Single(failure.Index));
        router.Tell(new ItemsFailed(Id, link.Number, chunk.Chunk), link.Self);
    }
}
