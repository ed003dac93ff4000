using ActorMap.Telemetry;
using ActorMap.Time;

namespace ActorMap.Functions;

/// <summary>One item's time: a token that is cancelled when it is up, or when the job is.</summary>
internal sealed class ItemClock : IDisposable
{
    private readonly Work _work;
    private readonly CancellationTokenSource _item = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer _timer;

    public ItemClock(TimeSpan limit, Work work)
    {
        _work = work;
        _registration = work.Token.UnsafeRegister(static item => ((CancellationTokenSource)item!).Cancel(), _item);
        _timer = work.Time.CreateUnset(static clock => ((ItemClock)clock!).TimeUp(), this);
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _item.Token;

    /// <summary>Whether the item has used up its time.</summary>
    public bool IsUp => _item.IsCancellationRequested && !_work.Token.IsCancellationRequested;

    public void Dispose()
    {
        _timer.Dispose();
        _registration.Dispose();
        _item.Dispose();
    }

    /// <summary>On the timer's thread, where a callback of the function's that throws would end the program.</summary>
    private void TimeUp()
    {
        try
        {
            _item.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The item has ended in this moment.
        }
        catch (AggregateException error)
        {
            Log.CallbackThrew(_work.Logger, _work.Job, error);
        }
    }
}
