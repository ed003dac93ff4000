namespace ActorMap.Functions;

/// <summary>One item's time: a token that is cancelled when it is up, or when the job is.</summary>
internal sealed class ItemClock : IDisposable
{
    private readonly CancellationToken _job;
    private readonly CancellationTokenSource _item;
    private readonly CancellationTokenRegistration _registration;

    public ItemClock(TimeSpan limit, TimeProvider time, CancellationToken job)
    {
        _job = job;
        _item = new CancellationTokenSource(limit, time);
        _registration = job.UnsafeRegister(static item => ((CancellationTokenSource)item!).Cancel(), _item);
    }

    public CancellationToken Token => _item.Token;

    /// <summary>Whether the item has used up its time.</summary>
    public bool IsUp => _item.IsCancellationRequested && !_job.IsCancellationRequested;

    public void Dispose()
    {
        _registration.Dispose();
        _item.Dispose();
    }
}
