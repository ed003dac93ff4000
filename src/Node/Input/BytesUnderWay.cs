namespace ActorMap.Node.Input;

/// <summary>
/// Bounds the bytes of the records between the reader and the output. One thread takes, one releases; they meet every mebibyte, not at every record.
/// </summary>
/// <param name="most">How many they may be; one more record is always let in.</param>
internal sealed class BytesUnderWay(long most)
{
    private const long Step = 1 << 20;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _released = new(0);
    private long _taken;
    private long _known;
    private long _before;
    private long _unsaid;
    private long _done;

    /// <returns>Whether the records before it leave room; it is counted in any case.</returns>
    internal bool TryTake(int length)
    {
        _before = _taken;
        _taken += length;
        return _before - _known <= most;
    }

    /// <summary>Waits until the records before the one taken last leave room for it, whatever its own length.</summary>
    /// <returns>False where the map stops.</returns>
    internal bool Wait(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                _known = Interlocked.Read(ref _done);
                if (_before - _known <= most) return true;
                _released.Wait(stop);
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    internal void Release(int length)
    {
        _unsaid += length;
        if (_unsaid < Step) return;
        Interlocked.Add(ref _done, _unsaid);
        _unsaid = 0;
        if (_released.CurrentCount == 0) _released.Release();
    }
}
