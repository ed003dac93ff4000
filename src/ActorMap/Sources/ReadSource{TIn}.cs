using System.Runtime.CompilerServices;
using ActorMap.Chunking;
using ActorMap.Chunks;

namespace ActorMap.Sources;

/// <summary>
/// A source that is read, one item after the other, by one reader that is never more than the limit ahead. An item is there for the router the moment it was
/// read, so a source that blocks holds up nothing that came before. Items lie in segments that a chunk does not cross.
/// </summary>
internal abstract class ReadSource<TIn>(int? exactChunk, long? total) : ItemSource<TIn>
{
    // 1 MiB a segment is some milliseconds of the fastest functions, and few are enough for the read-ahead.
    private const int SegmentBytes = 1 << 20;
    private const int FirstSegment = 64;
    private const long Disarmed = long.MaxValue;

    // Some ten microseconds of reading short items: nobody waits long for one that is there.
    private const int MostAtOnce = 256;

    private readonly Lock _lock = new();
    private readonly List<Segment<TIn>> _segments = [];
    private readonly Recycler<TIn> _buffers = new(ReadAhead.DefaultBytes);
    private Segment<TIn>? _last;
    private Action _advanced = () => { };
    private long _readable;
    private long _limit;
    private long _armed = Disarmed;
    private long _bytesPerItem = Unsafe.SizeOf<TIn>();
    private volatile bool _ended;
    private volatile bool _stopped;

    public override long? Total => _ended ? Readable : total;

    public override long Readable => Volatile.Read(ref _readable);

    public override bool Ended => _ended;

    public override Exception? Error => _ended ? ReadError : null;

    public override long BytesPerItem => Volatile.Read(ref _bytesPerItem);

    protected Exception? ReadError { get; private set; }

    protected bool IsStopped => _stopped;

    /// <summary>Whether the next item may be read.</summary>
    protected bool MayRead => !_stopped && _readable < Volatile.Read(ref _limit);

    public override void Start(Action advanced) => _advanced = advanced;

    public override void ReadTo(long limit)
    {
        if (limit <= Volatile.Read(ref _limit)) return;
        Volatile.Write(ref _limit, limit);
        Wake();
    }

    public override void Arm(long known)
    {
        Volatile.Write(ref _armed, known);

        // The reader writes its position, then reads what is armed, without a fence for each item: so the fence is here, for both.
        Interlocked.MemoryBarrierProcessWide();
        if (Readable > known || _ended) Fire();
    }

    public override void Stop()
    {
        _stopped = true;
        _buffers.Close();
        Wake();
    }

    public override long LongestFrom(long index)
    {
        lock (_lock)
        {
            var segment = Find(index);
            return segment.Start + segment.Capacity - index;
        }
    }

    public override ItemSlice<TIn> Slice(long start, int length)
    {
        lock (_lock)
        {
            var segment = Find(start);
            return new ItemSlice<TIn>(segment, (int)(start - segment.Start), length);
        }
    }

    public override void Answered(long head)
    {
        lock (_lock)
        {
            while (_segments.Count > 0 && _segments[0].Start + _segments[0].Capacity <= head)
            {
                _segments[0].LetGo();
                _segments.RemoveAt(0);
            }
        }
    }

    /// <summary>Wakes the reader: the limit has risen, or nobody wants more.</summary>
    protected abstract void Wake();

    protected void Publish(TIn item)
    {
        var index = _readable;
        var segment = _last;
        if (segment is null || index == segment.Start + segment.Capacity) segment = NextSegment(index, item);
        segment.Items[index - segment.Start] = item;
        Volatile.Write(ref _readable, index + 1);
        if (Volatile.Read(ref _armed) <= index) Fire();
    }

    /// <summary>Where the next items go that may be read, not too many at once; empty where the next one begins a segment.</summary>
    protected Span<TIn> Room()
    {
        if (_last is not { } segment) return default;
        var places = Math.Min(segment.Start + segment.Capacity, Volatile.Read(ref _limit)) - _readable;
        return segment.Items.AsSpan((int)(_readable - segment.Start), (int)Math.Clamp(places, 0, MostAtOnce));
    }

    /// <summary>So many items were put where there was room.</summary>
    protected void Published(int count)
    {
        Volatile.Write(ref _readable, _readable + count);
        if (Volatile.Read(ref _armed) < _readable) Fire();
    }

    protected void End(Exception? error)
    {
        ReadError = error;
        _ended = true;
        Interlocked.MemoryBarrier();
        Fire();
    }

    private void Fire()
    {
        if (Interlocked.Exchange(ref _armed, Disarmed) != Disarmed) _advanced();
    }

    private Segment<TIn> NextSegment(long start, TIn sample)
    {
        Volatile.Write(ref _bytesPerItem, ItemSize.Estimate(sample));
        var capacity = Math.Min((_last?.Capacity ?? FirstSegment / 2) * 2, Math.Max(1, SegmentBytes / Unsafe.SizeOf<TIn>()));
        if (exactChunk is { } exact) capacity = exact * Math.Max(1, capacity / exact);
        var segment = new Segment<TIn>(start, capacity, _buffers);
        lock (_lock) _segments.Add(segment);
        return _last = segment;
    }

    private Segment<TIn> Find(long index)
    {
        foreach (var segment in _segments)
        {
            if (index >= segment.Start && index < segment.Start + segment.Capacity) return segment;
        }

        throw new InvalidOperationException($"Item {index} is not held any more. This is a defect of ActorMap; please report it.");
    }
}
