using System.Runtime.CompilerServices;
using ActorMap.Chunking;
using ActorMap.Chunks;

namespace ActorMap.Sources;

/// <summary>
/// A source that is read, one item after the other, by one reader that is never more than the limit ahead. An item is there for the router the moment it was
/// read, so a source that blocks holds up nothing that came before. Items lie in segments that a chunk does not cross, and that are let go of as a whole: so those of
/// items that refer to something are no longer than what may be read ahead, in items and in bytes.
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
    private readonly Scale<TIn> _scale = new();
    private readonly int _exact = Math.Min(exactChunk ?? 0, Array.MaxLength);
    private Segment<TIn>? _last;
    private long _weighed;
    private long _weighing;
    private Action _advanced = () => { };
    private long _readable;
    private long _limit;
    private long _ahead;
    private long _armed = Disarmed;
    private volatile bool _ended;
    private volatile bool _left;
    private volatile bool _stopped;

    /// <summary>A source that was left before its end has told no more than it did before.</summary>
    public override long? Total => _ended && !_left ? Readable : total;

    public override long Readable => Volatile.Read(ref _readable);

    public override bool Ended => _ended;

    public override Exception? Error => _ended ? ReadError : null;

    public override long BytesPerItem => _scale.BytesPerItem;

    protected Exception? ReadError { get; private set; }

    protected bool IsStopped => _stopped;

    /// <summary>Whether the next item may be read.</summary>
    protected bool MayRead => !_stopped && _readable < Volatile.Read(ref _limit);

    public override void Start(Action advanced) => _advanced = advanced;

    public override void ReadTo(long limit, long ahead)
    {
        Volatile.Write(ref _ahead, ahead);
        var before = Volatile.Read(ref _limit);
        if (limit == before) return;
        Volatile.Write(ref _limit, limit);
        if (limit > before) Wake();
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
            while (_segments.Count > 0 && _segments[0].Start + _segments[0].Capacity <= head && !MayGrow(_segments[0]))
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
        if (segment is null || index == segment.Start + segment.Capacity) segment = NextSegment(index);
        segment.Items[index - segment.Start] = item;
        if (Scale<TIn>.IsOfUse && index + 1 == _weighing) Weigh(segment, index + 1);
        Volatile.Write(ref _readable, index + 1);
        if (Volatile.Read(ref _armed) <= index) Fire();
    }

    /// <summary>Where the next items go that may be read, not too many at once; empty where the next one begins a segment.</summary>
    protected Span<TIn> Room()
    {
        if (_last is not { } segment) return default;
        var end = Scale<TIn>.IsOfUse ? _weighing : segment.Start + segment.Capacity;
        var places = Math.Min(end, Volatile.Read(ref _limit)) - _readable;
        return segment.Items.AsSpan((int)(_readable - segment.Start), (int)Math.Clamp(places, 0, MostAtOnce));
    }

    /// <summary>So many items were put where there was room.</summary>
    protected void Published(int count)
    {
        if (Scale<TIn>.IsOfUse && count > 0 && _readable + count == _weighing) Weigh(_last!, _weighing);
        Volatile.Write(ref _readable, _readable + count);
        if (Volatile.Read(ref _armed) < _readable) Fire();
    }

    protected void End(Exception? error)
    {
        ReadError = error;
        _left = _stopped && error is null;
        _ended = true;
        Interlocked.MemoryBarrier();
        Fire();
    }

    private void Fire()
    {
        if (Interlocked.Exchange(ref _armed, Disarmed) != Disarmed) _advanced();
    }

    /// <summary>The next item begins a segment, or the one that has to hold an exact chunk as a whole grows with what comes.</summary>
    private Segment<TIn> NextSegment(long start)
    {
        var segment = _last;
        if (segment is not null && MayGrow(segment))
        {
            lock (_lock) segment.Grow((int)Math.Min(2L * segment.Capacity, _exact));
        }
        else
        {
            _last = segment = new Segment<TIn>(start, NextCapacity(), _buffers);
            _scale.Clear();
            lock (_lock) _segments.Add(segment);
        }

        // The first item tells what others take.
        _weighed = start;
        _weighing = start == 0 ? 1 : Math.Min(start + _scale.Next, segment.Start + segment.Capacity);
        return segment;
    }

    /// <summary>Whether there is no place yet for the whole of an exact chunk.</summary>
    private bool MayGrow(Segment<TIn> segment) => segment.Capacity < _exact;

    private int NextCapacity()
    {
        var doubled = Math.Max(1, 2L * (_last?.Capacity ?? (FirstSegment / 2)));
        var most = Math.Max(1, SegmentBytes / Unsafe.SizeOf<TIn>());
        var ahead = RuntimeHelpers.IsReferenceOrContainsReferences<TIn>() ? Math.Max(1, Volatile.Read(ref _ahead)) : long.MaxValue;
        var capacity = (int)Math.Min(doubled, Math.Min(most, ahead));
        if (_exact == 0) return capacity;
        return _exact <= capacity ? capacity / _exact * _exact : (int)Math.Min(doubled, _exact);
    }

    /// <summary>Weighs what was read since the last time, before anybody else has it: who has it may be done with it at once.</summary>
    private void Weigh(Segment<TIn> segment, long next)
    {
        var isLarger = _scale.Add(segment.Items.AsSpan((int)(_weighed - segment.Start), (int)(next - _weighed)));
        if (_scale.IsFull) EndAt(segment, (int)(next - segment.Start));
        _weighed = next;
        _weighing = Math.Min(next + _scale.Next, segment.Start + segment.Capacity);

        // What may be read was said when items seemed to be smaller: it has to be said anew.
        if (!isLarger || Volatile.Read(ref _limit) - next <= ReadAhead.DefaultBytes / _scale.BytesPerItem) return;
        Volatile.Write(ref _limit, next);
        _advanced();
    }

    private void EndAt(Segment<TIn> segment, int places)
    {
        var chunks = _exact == 0 ? places : (places + _exact - 1L) / _exact * _exact;
        if (chunks >= segment.Capacity) return;
        lock (_lock) segment.EndAt((int)chunks);
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
