using ActorMap.Chunks;

namespace ActorMap.Query;

/// <summary>The results in order. Within a piece the next one costs an index and a copy.</summary>
internal sealed class ValueStream<TIn, TOut>(JobStream<TIn, TOut> job) : IAsyncEnumerator<TOut>
{
    private TOut[] _results = [];
    private int _next;
    private int _end;

    public TOut Current { get; private set; } = default!;

    public ValueTask<bool> MoveNextAsync()
    {
        if (_next >= _end) return NextPieceAsync();
        Current = _results[_next++];
        return new ValueTask<bool>(true);
    }

    public ValueTask DisposeAsync() => job.DisposeAsync();

    private async ValueTask<bool> NextPieceAsync()
    {
        (_next, _end) = (0, 0);
        if (await job.NextAsync().ConfigureAwait(false) is not { } piece) return false;
        (_results, _next) = ((Chunk<TIn, TOut>)piece.Chunk).Locate(piece.Range.Start);
        _end = _next + (int)piece.Range.Length;
        Current = _results[_next++];
        return true;
    }
}
