using ActorMap.Slots;

namespace ActorMap.Functions;

/// <summary>
/// Of one asynchronous item whose time is limited: notes it in its worker's slot whenever it has the thread, and until when it may have it. An item that blocks there
/// holds up all that would end it from within.
/// </summary>
internal sealed class ItemContext : SynchronizationContext
{
    // The worker itself comes first, where the thread is free in time.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    private readonly SynchronizationContext _worker;
    private readonly Slot _slot;
    private readonly long _job;
    private readonly long _index;
    private readonly TimeProvider _time;
    private readonly long _up;
    private readonly long _grace;

    /// <param name="worker">Where what follows an await goes on.</param>
    /// <param name="slot">The worker's slot.</param>
    /// <param name="job">The job's number.</param>
    /// <param name="index">The item's position.</param>
    /// <param name="limit">How much time it has, from now.</param>
    /// <param name="work">Its job.</param>
    public ItemContext(SynchronizationContext worker, Slot slot, long job, long index, TimeSpan limit, Work work)
    {
        (_worker, _slot, _job, _index, _time) = (worker, slot, job, index, work.Time);
        _up = _time.GetTimestamp() + Timestamps(limit);
        _grace = Timestamps(work.Grace + Margin);
    }

    public override void Post(SendOrPostCallback d, object? state) => _worker.Post(static posted => ((Action)posted!)(), () => Run(() => d(state)));

    public override void Send(SendOrPostCallback d, object? state) => _worker.Send(d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>The item has the thread.</summary>
    public void Run(Action code)
    {
        var before = Current;
        SetSynchronizationContext(this);
        _slot.Begin(_job, 1, Math.Max(_up, _time.GetTimestamp()) + _grace);
        _slot.Run(_index);
        try
        {
            code();
        }
        finally
        {
            _slot.End();
            SetSynchronizationContext(before);
        }
    }

    private long Timestamps(TimeSpan span) => (long)Math.Min(long.MaxValue / 4d, span.TotalSeconds * _time.TimestampFrequency);
}
