using ActorMap.Aggregation;

namespace ActorMap.Tests.Simulation;

/// <summary>Takes piece after piece in its own time and says what it took, as <see cref="Query.JobStream{TIn,TOut}"/>.</summary>
internal sealed class SimulatedConsumer(SimulatedJob job)
{
    private readonly Queue<Piece> _pieces = [];
    private bool _busy;

    /// <summary>The outcomes in the order in which they came, with the number of tries; a value is null where the item failed.</summary>
    public List<(long Index, long? Value, int Attempts)> Taken { get; } = [];

    public void Put(Piece piece)
    {
        var chunk = (SimulatedChunk)piece.Chunk;
        for (var index = piece.Range.Start; index < piece.Range.End; index++)
            Taken.Add((index, piece.Failure is null ? chunk[index] : null, piece.Failure?.Attempts ?? chunk.Attempt));
        if (!job.Schedule.IsPaced)
        {
            piece.LetGo();
            return;
        }

        _pieces.Enqueue(piece);
        if (!_busy) TakeNext();
    }

    private void TakeNext()
    {
        _busy = _pieces.TryDequeue(out var piece);
        if (!_busy)
        {
            job.Send(Party.Consumer, Party.Aggregator, () => job.Aggregator.ConsumerWaits());
            return;
        }

        job.Timeline.In((long)(job.Schedule.ConsumerMicroseconds * 10 * piece.Range.Length), () =>
        {
            piece.LetGo();
            if (job.Schedule.IsPaced) job.Consumed += piece.Range.Length;
            job.Send(Party.Consumer, Party.Aggregator, () => job.Aggregator.Take(piece.Range.Length));
            TakeNext();
        });
    }
}
