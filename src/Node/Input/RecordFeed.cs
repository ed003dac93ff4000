using System.Collections;
using System.Collections.Concurrent;

namespace ActorMap.Node.Input;

/// <summary>
/// The map's source: a thread of its own reads blocks, the map takes records. So a read that never returns (a silent pipe)
/// delays neither a stop nor the end of the program. However long the records are, those under way take no more than so many bytes.
/// </summary>
/// <param name="blocks">What is read.</param>
/// <param name="workers">How many take a record each at a time; null where that is not known, or each takes several.</param>
/// <param name="keepsChunks">Whether a chunk has a given length.</param>
internal sealed class RecordFeed(IEnumerable<RecordBlock> blocks, int? workers = null, bool keepsChunks = false) : IEnumerable<Record>, IDisposable
{
    // Enough that reader and map take turns of a millisecond or more: with 4 they woke each other for every block, and who waited spun (docs/decisions/0023). Little enough that memory
    // stays flat.
    private const int BlocksAhead = 16;
    private const int LargeBlock = 1 << 20;
    private const long Most = 64 << 20;

    // What lies here has gone out of the processor's cache when a worker comes to it, and its pages are new memory: with 64 MiB for two workers JSON lines took 3 % longer than with 16, and 35 MiB more
    // (docs/decisions/0023). So it is of short records, of which a worker has thousands all the same.
    private const long EachWorkers = 8 << 20;
    private const int FewestWorkers = 2;
    private const int Short = 4096;

    private readonly BlockingCollection<RecordBlock> _ready = new();
    private readonly SemaphoreSlim _room = new(BlocksAhead);
    private readonly BytesUnderWay _shortOnes = new(workers is { } count ? Math.Min(Most, EachWorkers * Math.Max(count, FewestWorkers)) : Most);
    private readonly BytesUnderWay _longOnes = new(Most);
    private readonly CancellationTokenSource _stop = new();
    private volatile Exception? _failure;
    private int _unsaid;
    private long _size;

    // Of the block that the last records were of: how many are not let go yet.
    private RecordBlock? _block;
    private int _done;

    /// <summary>The <see cref="RecordBlock.Size"/> of all that was read so far.</summary>
    internal long Size => Volatile.Read(ref _size);

    /// <summary>Whether the source was ended before its end.</summary>
    internal bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>The source ends here; what was taken from it is still run.</summary>
    internal void Stop() => _stop.Cancel();

    /// <summary>The record's result is written, or never will be; nobody looks at its bytes after this.</summary>
    internal void Done(in Record record)
    {
        UnderWay(in record).Release(record.Length);
        if (!ReferenceEquals(record.Block, _block))
        {
            _block?.LetGo(_done);
            (_block, _done) = (record.Block, 0);
        }

        _done++;
    }

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
            var records = 0;
            while (!_stop.IsCancellationRequested && block.TryRead(ref cursor, out var record))
            {
                // A chunk of a given length is dealt whole or not at all: it must not wait for its own end.
                if (!UnderWay(in record).TryTake(record.Length) && !keepsChunks && !UnderWay(in record).Wait(_stop.Token)) break;
                records++;
                yield return record;
            }

            if (!_stop.IsCancellationRequested) block.Counted(records);
        }

        if (_failure is { } failure && !_stop.IsCancellationRequested) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private BytesUnderWay UnderWay(in Record record) => record.Length <= Short ? _shortOnes : _longOnes;

    private RecordBlock? Take()
    {
        if (!_ready.TryTake(out var block))
        {
            GiveRoom();
            try
            {
                _ready.TryTake(out block, Timeout.Infinite, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }

        // Half of it at once: the reader is not woken for each block.
        if (block is not null && (_unsaid += Weight(block)) >= BlocksAhead / 2) GiveRoom();
        return block;
    }

    private void GiveRoom()
    {
        if (_unsaid > 0) _room.Release(_unsaid);
        _unsaid = 0;
    }

    private void Pump()
    {
        try
        {
            foreach (var block in blocks)
            {
                for (var i = 0; i < Weight(block); i++) _room.Wait(_stop.Token);
                Volatile.Write(ref _size, _size + block.Size);
                _ready.Add(block);
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

    /// <summary>A block of one huge record is all that is read ahead.</summary>
    private static int Weight(RecordBlock block) => block.Bytes.Length >= LargeBlock ? BlocksAhead : 1;
}
