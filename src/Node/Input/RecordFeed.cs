using System.Collections;
using System.Collections.Concurrent;

namespace ActorMap.Node.Input;

/// <summary>
/// The map's source: a thread of its own reads blocks, the map takes records. So a read that never returns (a silent pipe)
/// delays neither a stop nor the end of the program.
/// </summary>
internal sealed class RecordFeed(IEnumerable<RecordBlock> blocks) : IEnumerable<Record>, IDisposable
{
    // Enough that the map does not wait for one read, little enough that memory stays flat.
    private const int BlocksAhead = 4;

    private readonly BlockingCollection<RecordBlock> _ready = new(BlocksAhead);
    private readonly CancellationTokenSource _stop = new();
    private volatile Exception? _failure;
    private long _size;

    /// <summary>The <see cref="RecordBlock.Size"/> of all that was read so far.</summary>
    internal long Size => Volatile.Read(ref _size);

    /// <summary>Whether the source was ended before its end.</summary>
    internal bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>The source ends here; what was taken from it is still run.</summary>
    internal void Stop() => _stop.Cancel();

    public IEnumerator<Record> GetEnumerator()
    {
        new Thread(Pump) { IsBackground = true, Name = "actormap-reader" }.Start();
        return Records();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _stop.Cancel();

    private IEnumerator<Record> Records()
    {
        while (Take() is { } block)
        {
            var cursor = default(BlockCursor);
            while (!_stop.IsCancellationRequested && block.TryRead(ref cursor, out var record)) yield return record;
        }

        if (_failure is { } failure && !_stop.IsCancellationRequested) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private RecordBlock? Take()
    {
        if (_ready.TryTake(out var ready)) return ready;
        try
        {
            return _ready.TryTake(out var block, Timeout.Infinite, _stop.Token) ? block : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void Pump()
    {
        try
        {
            foreach (var block in blocks)
            {
                Volatile.Write(ref _size, _size + block.Size);
                _ready.Add(block, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: nobody waits for the rest.
        }
        catch (Exception error)
        {
            _failure = error;
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
