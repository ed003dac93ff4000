using ActorMap.Chunks;
using ActorMap.Functions;

namespace ActorMap.Aggregation;

/// <summary>The results as one array: the one that the chunks wrote into, or one that grows with what comes in order.</summary>
internal sealed class ArrayOutlet<TIn, TOut>(Work<TIn, TOut> work) : Outlet
{
    private readonly TaskCompletionSource<TOut[]> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TOut[] _grown = [];
    private int _count;

    public Task<TOut[]> Result => _result.Task;

    public override bool IsPaced => false;

    public override bool IsInPlace => work.Array is not null;

    public override void Put(Piece piece)
    {
        var length = (int)piece.Range.Length;
        var (results, offset) = ((Chunk<TIn, TOut>)piece.Chunk).Locate(piece.Range.Start);
        if (_grown.Length - _count < length) Array.Resize(ref _grown, (int)Math.Min(Array.MaxLength, Math.Max(_count + (long)length, 2L * _count)));
        Array.Copy(results, offset, _grown, _count, length);
        _count += length;
        piece.LetGo();
    }

    public override void End(Exception? error)
    {
        if (error is MapCancelled cancelled) _result.TrySetCanceled(cancelled.CancellationToken);
        else if (error is not null) _result.TrySetException(error);
        else _result.TrySetResult(InPlace() ?? Trimmed());
    }

    /// <summary>What a lost worker may still write into is not handed out: it would change in the caller's hands.</summary>
    private TOut[]? InPlace() => work.HasStray ? (TOut[]?)work.Array?.Clone() : work.Array;

    private TOut[] Trimmed()
    {
        if (_grown.Length != _count) Array.Resize(ref _grown, _count);
        return _grown;
    }
}
