using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ActorMap.Sources;

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
    internal void Done(in Record record) => Done(new ReadOnlySpan<Record>(in record));

    /// <summary>The same of several.</summary>
    internal void Done(ReadOnlySpan<Record> records)
    {
        foreach (ref readonly var record in records)
        {
            UnderWay(in record).Release(record.Length);
            if (!ReferenceEquals(record.Block, _block))
            {
                _block?.LetGo(_done);
                (_block, _done) = (record.Block, 0);
            }

            _done++;
        }
    }

    public IEnumerator<Record> GetEnumerator()
    {
        new Thread(Pump) { IsBackground = true, Name = "actormap-reader" }.Start();
        return new Records(this, keepsChunks);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _stop.Cancel();

    private BytesUnderWay UnderWay(in Record record) => record.Length <= Short ? _shortOnes : _longOnes;

    /// <summary>The next block; null at the end, or where none is there and nobody is to wait.</summary>
    private RecordBlock? Take(bool waits)
    {
        if (!_ready.TryTake(out var block))
        {
            if (!waits) return null;
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
        if (block is null && _failure is { } failure && !IsStopped) ExceptionDispatchInfo.Throw(failure);
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

    /// <summary>Reads the blocks' records: as many at once as are there.</summary>
    private sealed class Records(RecordFeed feed, bool keepsChunks) : IEnumerator<Record>, IReadsMany<Record>
    {
        private RecordBlock? _block;
        private BlockCursor _cursor;
        private int _read;
        private Record _current;

        // A record that those before it have left no room for, yet.
        private Record _late;
        private bool _lacksRoom;

        public Record Current => _current;

        object IEnumerator.Current => _current;

        public bool MoveNext() => Read(MemoryMarshal.CreateSpan(ref _current, 1)) == 1;

        public int Read(Span<Record> into)
        {
            var count = 0;
            while (count < into.Length && !feed.IsStopped)
            {
                if (_lacksRoom)
                {
                    if (count > 0 || !feed.UnderWay(in _late).Wait(feed._stop.Token)) break;
                    _lacksRoom = false;
                    into[count++] = _late;
                    _read++;
                }
                else if (_block is null)
                {
                    (_block, _cursor, _read) = (feed.Take(waits: count == 0), default, 0);
                    if (_block is null) break;
                }
                else if (!_block.TryRead(ref _cursor, out into[count]))
                {
                    _block.Counted(_read);
                    _block = null;
                }
                else if (feed.UnderWay(in into[count]).TryTake(into[count].Length) || keepsChunks)
                {
                    // A chunk of a given length is dealt whole or not at all: it must not wait for its own end.
                    count++;
                    _read++;
                }
                else
                {
                    (_late, _lacksRoom) = (into[count], true);
                }
            }

            return count;
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
