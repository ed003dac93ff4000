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
        if (_grown.Length - _count < length) Resize(Math.Max(_count + (long)length, Math.Min(Array.MaxLength, 2L * _count)));
        Array.Copy(results, offset, _grown, _count, length);
        _count += length;
        piece.LetGo();
    }

    public override void End(Exception? error)
    {
        if (error is MapCancelled cancelled) _result.TrySetCanceled(cancelled.CancellationToken);
        else if (error is not null) _result.TrySetException(error);
        else SetResult();
    }

    private void SetResult()
    {
        try
        {
            if (work.Array is null && _grown.Length != _count) Resize(_count);
            _result.TrySetResult(InPlace() ?? _grown);
        }
        catch (ActorMapException error)
        {
            _result.TrySetException(error);
        }
    }

    /// <summary>What a lost worker may still write into is not handed out: it would change in the caller's hands.</summary>
    private TOut[]? InPlace()
    {
        if (!work.HasStray || work.Array is not { } array) return work.Array;
        Resize(array.Length);
        Array.Copy(array, _grown, array.Length);
        return _grown;
    }

    /// <exception cref="ActorMapException">There is no array of so many, or no memory for it.</exception>
    private void Resize(long length)
    {
        try
        {
            Array.Resize(ref _grown, checked((int)length));
        }
        catch (Exception error) when (error is OutOfMemoryException or OverflowException)
        {
            throw new ActorMapException($"There is no room for an array of {length} results. Enumerate the map instead of awaiting it: its results then come one after the other.", error);
        }
    }
}
