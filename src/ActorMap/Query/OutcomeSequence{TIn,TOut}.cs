using ActorMap.Aggregation;
using ActorMap.Chunks;
using ActorMap.Functions;

namespace ActorMap.Query;

/// <summary>The outcomes of a map, failures as values; enumerating it starts the map.</summary>
internal sealed class OutcomeSequence<TIn, TOut>(MapQuery<TIn, TOut> query, Delivery delivery) : IAsyncEnumerable<MapResult<TIn, TOut>>
{
    public IAsyncEnumerator<MapResult<TIn, TOut>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        query.Claim();
        return new Enumerator(new JobStream<TIn, TOut>(query, delivery, cancellationToken));
    }

    private sealed class Enumerator(JobStream<TIn, TOut> job) : IAsyncEnumerator<MapResult<TIn, TOut>>
    {
        private Piece _piece;
        private long _next;
        private long _end;

        public MapResult<TIn, TOut> Current { get; private set; }

        public ValueTask<bool> MoveNextAsync()
        {
            if (_next >= _end) return NextPieceAsync();
            Current = Outcome(_piece, _next++);
            return new ValueTask<bool>(true);
        }

        public ValueTask DisposeAsync() => job.DisposeAsync();

        private async ValueTask<bool> NextPieceAsync()
        {
            (_next, _end) = (0, 0);
            if (await job.NextAsync().ConfigureAwait(false) is not { } piece) return false;
            (_piece, _next, _end) = (piece, piece.Range.Start, piece.Range.End);
            Current = Outcome(piece, _next++);
            return true;
        }

        private static MapResult<TIn, TOut> Outcome(in Piece piece, long index)
        {
            var chunk = (Chunk<TIn, TOut>)piece.Chunk;
            return piece.Failure is { } failure
                ? new MapResult<TIn, TOut>(index, chunk.Item(index), default, failure.ToException(), failure.Attempts, failure.Worker, failure.Duration)
                : new MapResult<TIn, TOut>(index, chunk.Item(index), chunk.Result(index), null, chunk.AttemptsOf(index), chunk.WorkerOf(index), chunk.Duration(index));
        }
    }
}
