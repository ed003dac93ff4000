namespace ActorMap.Cluster.Processes;

/// <summary>
/// A process that is ready for the place of the next that dies. None is kept for one that dies by itself: it would take memory for nothing. Where processes
/// die, or make way, one after the other, each place would be empty for as long as a process takes to start.
/// </summary>
/// <param name="launch">Starts a process and waits until it is ready, or the pool stops.</param>
/// <param name="time">The pool's clock.</param>
/// <param name="stop">Cancelled when the pool stops.</param>
internal sealed class Reserve(Func<string, Task<Tenant>> launch, TimeProvider time, CancellationToken stop)
{
    // What happened twice in so long is about to happen again; what has not happened for so long is over.
    internal static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    // What keeps a process from starting must not keep the machine busy.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Standby? _standby;
    private Task _keeping = Task.CompletedTask;
    private long? _lastTaken;

    /// <summary>The process that is ready or gets ready, or else a new one.</summary>
    /// <exception cref="PoolUnavailableException">It can't be started, or does not get ready.</exception>
    public async Task<Tenant> TakeAsync(string name)
    {
        Standby? standby;
        bool again;
        lock (_lock)
        {
            (standby, _standby) = (_standby, null);
            again = _lastTaken is { } last && time.GetElapsedTime(last) < Lately;
            _lastTaken = time.GetTimestamp();
        }

        var tenant = await (standby is null ? launch(name) : standby.TakeAsync()).ConfigureAwait(false);
        tenant.Process.Name = name;
        if (again) Begin();
        return tenant;
    }

    /// <summary>The pool stops: its token is cancelled. Completes when no process is kept.</summary>
    public Task DismissAsync()
    {
        lock (_lock) return _keeping;
    }

    private void Begin()
    {
        lock (_lock)
        {
            if (_keeping.IsCompleted) _keeping = KeepAsync();
        }
    }

    /// <summary>One after the other, until none was needed for a while.</summary>
    private async Task KeepAsync()
    {
        try
        {
            while (IsNeeded()) await StandAsync(new Standby(launch("worker-in-reserve"))).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The pool stops.
        }
    }

    private bool IsNeeded()
    {
        stop.ThrowIfCancellationRequested();
        lock (_lock) return time.GetElapsedTime(_lastTaken!.Value) < Lately;
    }

    /// <summary>Until somebody takes it, it dies, or it was for nothing.</summary>
    private async Task StandAsync(Standby standby)
    {
        lock (_lock) _standby = standby;
        try
        {
            var tenant = await standby.Ready.ConfigureAwait(false);
            Task over = Task.WhenAny(standby.Taken, tenant.Process.Exited);
            await over.WaitAsync(Lately, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Withdraw(standby)) await tenant.LeaveAsync().ConfigureAwait(false);
        }
        catch (PoolUnavailableException)
        {
            // Whoever waited for it was told; nobody else misses it.
            Withdraw(standby);
            await Task.Delay(Wait, time, stop).ConfigureAwait(false);
        }
    }

    /// <returns>Whether it was still there: nobody takes it any more.</returns>
    private bool Withdraw(Standby standby)
    {
        lock (_lock)
        {
            if (_standby != standby) return false;
            _standby = null;
            return true;
        }
    }

    private sealed class Standby(Task<Tenant> ready)
    {
        private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Tenant> Ready => ready;

        public Task Taken => _taken.Task;

        public Task<Tenant> TakeAsync()
        {
            _taken.SetResult();
            return ready;
        }
    }
}
