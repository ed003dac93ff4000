using ActorMap.Telemetry;
using ActorMap.Time;

namespace ActorMap.Functions;

/// <summary>
/// One item's time: a token that is cancelled when it is up, or when the job is, and then the grace. It stands still while the item could go on and waits for its
/// worker, which another item has: that is not the item's doing.
/// </summary>
internal sealed class ItemClock : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Work _work;
    private readonly CancellationTokenSource _item = new();
    private readonly TaskCompletionSource _graceOver = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer _timer;
    private TimeSpan _left;
    private long _since;
    private int _waiting;
    private bool _runs;
    private bool _stands;
    private bool _isUp;

    public ItemClock(TimeSpan limit, Work work)
    {
        (_work, _left, _since) = (work, limit, work.Time.GetTimestamp());
        _registration = work.Token.UnsafeRegister(static item => ((CancellationTokenSource)item!).Cancel(), _item);
        _timer = work.Time.CreateUnset(static clock => ((ItemClock)clock!).Due(), this);
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _item.Token;

    /// <summary>Whether the item has used up its time.</summary>
    public bool IsUp => _item.IsCancellationRequested && !_work.Token.IsCancellationRequested;

    /// <summary>Completes when the item has had its time, and after that the grace.</summary>
    public Task GraceOver => _graceOver.Task;

    /// <summary>What the item has left of its time.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
            {
                var left = _stands ? _left : _left - _work.Time.GetElapsedTime(_since);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The item could go on, as soon as it has its worker.</summary>
    public void Waits() => Change(1, null);

    /// <summary>What waited has the worker.</summary>
    public void Runs() => Change(-1, true);

    /// <summary>It has left the worker to others.</summary>
    public void Leaves() => Change(0, false);

    public void Dispose()
    {
        _timer.Dispose();
        _registration.Dispose();
        _item.Dispose();
    }

    private void Change(int waiting, bool? runs)
    {
        lock (_lock)
        {
            _waiting += waiting;
            _runs = runs ?? _runs;
            var stands = _waiting > 0 && !_runs;
            if (_isUp || stands == _stands) return;
            _left = Left;
            _since = _work.Time.GetTimestamp();
            _stands = stands;
            _timer.Change(stands ? Timeout.InfiniteTimeSpan : _left, Timeout.InfiniteTimeSpan);
        }
    }

    private void Due()
    {
        bool wasUp;
        lock (_lock)
        {
            // It began to wait in the moment when the timer rang.
            if (_stands) return;
            (wasUp, _isUp) = (_isUp, true);
            if (!wasUp) _timer.Change(_work.Grace, Timeout.InfiniteTimeSpan);
        }

        if (wasUp) _graceOver.TrySetResult();
        else CancelItem();
    }

    /// <summary>On the timer's thread, where a callback of the function's that throws would end the program.</summary>
    private void CancelItem()
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
