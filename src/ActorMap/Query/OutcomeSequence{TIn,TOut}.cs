using ActorMap.Aggregation;
using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;

namespace ActorMap.Query;

/// <summary>The outcomes of a map, failures as values; enumerating it starts the map.</summary>
internal sealed class OutcomeSequence<TIn, TOut>(MapQuery<TIn, TOut> query, Delivery delivery) : IAsyncEnumerable<MapResult<TIn, TOut>>
{
    public IAsyncEnumerator<MapResult<TIn, TOut>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        query.Claim();
        return new Enumerator(new JobStream<TIn, TOut>(query, delivery, cancellationToken));
    }

    private sealed class Enumerator(JobStream<TIn, TOut> job) : IAsyncEnumerator<MapResult<TIn, TOut>>, IOutcomeRuns<TIn, TOut>
    {
        private Piece _piece;
        private long _current = -1;
        private long _last = -1;
        private MapResult<TIn, TOut> _failed;

        /// <summary>Made when it is asked for: to keep it would be to copy its item and its result once more.</summary>
        public MapResult<TIn, TOut> Current => _current < 0 ? default : _piece.Failure is null ? Success((Chunk<TIn, TOut>)_piece.Chunk, _current) : _failed;

        public ValueTask<bool> MoveNextAsync()
        {
            if (_current >= _last) return NextPieceAsync();
            _current++;
            return new ValueTask<bool>(true);
        }

        public bool TryTakeRun(out ReadOnlySpan<TIn> items, out ReadOnlySpan<TOut> results)
        {
            items = default;
            results = default;
            if (_current < 0 || _piece.Failure is not null) return false;
            var chunk = (Chunk<TIn, TOut>)_piece.Chunk;
            var (offset, count) = ((int)(_current - chunk.Start), (int)(_last - _current + 1));
            items = chunk.Items.Slice(offset, count);
            results = chunk.Results.Slice(offset, count);
            _current = _last;
            return true;
        }

        public ValueTask DisposeAsync()
        {
            (_current, _last) = (-1, -1);
            return job.DisposeAsync();
        }

        private async ValueTask<bool> NextPieceAsync()
        {
            (_current, _last) = (-1, -1);
            if (await job.NextAsync().ConfigureAwait(false) is not { } piece) return false;
            _piece = piece;
            if (piece.Failure is { } failure) _failed = Failed((Chunk<TIn, TOut>)piece.Chunk, failure, piece.Range.Start);
            (_current, _last) = (piece.Range.Start, piece.Range.End - 1);
            return true;
        }

        private static MapResult<TIn, TOut> Success(Chunk<TIn, TOut> chunk, long index) =>
            new(index, chunk.Item(index), chunk.Result(index), null, chunk.AttemptsOf(index), chunk.WorkerOf(index), chunk.Duration(index));

        private static MapResult<TIn, TOut> Failed(Chunk<TIn, TOut> chunk, ItemFailure failure, long index) =>
            new(index, chunk.Item(index), default, failure.ToException(), failure.Attempts, failure.Worker, failure.Duration);
    }
}
