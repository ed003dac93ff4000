namespace ActorMap.Tests.Simulation;

/// <summary>A source that is read at its own pace never beyond the limit, and lets go of what is answered, as <see cref="ActorMap.Sources.ReadSource{TIn}"/>; or one that is all there.</summary>
internal sealed class SimulatedSource
{
    // Short ones, so that much is let go of.
    private const int FirstSegment = 4;
    private const int Burst = 50;

    private readonly SimulatedJob _job;
    private readonly List<(long Start, long Capacity)> _segments = [];
    private readonly long _end;
    private (long Start, long Capacity) _last;
    private long _limit;
    private long _armed = long.MaxValue;
    private bool _reading;
    private bool _stopped;

    public SimulatedSource(SimulatedJob job)
    {
        _job = job;
        _end = Math.Min(job.Schedule.Items, job.Schedule.SourceFailsAt ?? int.MaxValue);
        if (IsRead) return;
        (Readable, Ended) = (job.Schedule.Items, true);
    }

    public long Readable { get; private set; }

    public bool Ended { get; private set; }

    public bool Failed => Ended && IsRead && _job.Schedule.SourceFailsAt <= _job.Schedule.Items;

    private bool IsRead => _job.Schedule.Flow != Flow.AllAtOnce;

    public void ReadTo(long limit)
    {
        _limit = limit;
        ReadOn();
    }

    public void Arm(long known)
    {
        _armed = known;
        if (Readable > known || Ended) Fire();
    }

    public void Stop() => _stopped = true;

    public long LongestFrom(long index)
    {
        if (!IsRead) return long.MaxValue;
        var (start, capacity) = _segments.Find(segment => index >= segment.Start && index < segment.Start + segment.Capacity);
        _job.Findings.Require(capacity > 0, $"item {index} is not held any more");
        return Math.Max(1, start + capacity - index);
    }

    public void Answered(long head) => _segments.RemoveAll(segment => segment.Start + segment.Capacity <= head);

    private void ReadOn()
    {
        if (!IsRead || _reading || _stopped || Ended || Readable >= _limit) return;
        _reading = true;
        var pause = (long)(_job.Schedule.SourceMicroseconds * 10);
        if (_job.Schedule.Flow == Flow.Bursts) pause = Readable % Burst == 0 ? pause * Burst : 0;
        _job.Timeline.In(pause, Read);
    }

    private void Read()
    {
        _reading = false;
        if (_stopped) return;
        if (Readable < _end) AddItem();
        else Ended = true;
        if (Ended || Readable > _armed) Fire();
        ReadOn();
    }

    private void AddItem()
    {
        if (Readable == _last.Start + _last.Capacity)
        {
            var capacity = Readable == 0 ? FirstSegment : _last.Capacity * 2;
            if (_job.Schedule.ExactChunk is { } exact) capacity = exact * Math.Max(1, capacity / exact);
            _segments.Add(_last = (Readable, capacity));
        }

        Readable++;
        _job.Findings.Require(_job.Schedule.MaxInFlight is not { } most || Readable - _job.Consumed <= most, $"{Readable - _job.Consumed} items are in flight");
    }

    private void Fire()
    {
        if (_armed == long.MaxValue) return;
        _armed = long.MaxValue;
        _job.Send(Party.Source, Party.Router, () => _job.Router.SourceAdvanced());
    }
}
