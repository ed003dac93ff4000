using ActorMap.Slots;

namespace ActorMap.Functions;

/// <summary>
/// Of one asynchronous item whose time is limited: its clock stands still while it waits for the thread. Where somebody reads it, it is noted in its worker's slot whenever
/// it has the thread, and until when it may have it: an item that blocks there holds up all that would end it from within.
/// </summary>
/// <param name="worker">Where what follows an await goes on.</param>
/// <param name="clock">The item's time.</param>
/// <param name="slot">The worker's slot; null where nobody would read it.</param>
/// <param name="index">The item's position.</param>
/// <param name="work">Its job.</param>
internal sealed class ItemContext(SynchronizationContext worker, ItemClock clock, Slot? slot, long index, Work work) : SynchronizationContext
{
    // The worker itself comes first, where the thread is free in time.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts the item, on its worker.</summary>
    public void Begin(Action code)
    {
        clock.Waits();
        Run(code);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        clock.Waits();
        worker.Post(static posted => ((Action)posted!)(), () => Run(() => d(state)));
    }

    public override void Send(SendOrPostCallback d, object? state) => worker.Send(d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>The item has the thread.</summary>
    private void Run(Action code)
    {
        var before = Current;
        SetSynchronizationContext(this);
        clock.Runs();
        slot?.Begin(work.Slots!.Job, 1, work.Time.GetTimestamp() + Timestamps(clock.Left + work.Grace + Margin));
        slot?.Run(index);
        try
        {
            code();
        }
        finally
        {
            slot?.End();
            clock.Leaves();
            SetSynchronizationContext(before);
        }
    }

    private long Timestamps(TimeSpan span) => (long)Math.Min(long.MaxValue / 4d, span.TotalSeconds * work.Time.TimestampFrequency);
}
