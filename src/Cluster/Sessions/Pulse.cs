namespace ActorMap.Cluster.Sessions;

/// <summary>
/// Lets one end of a session hear at each beat that it is due. Where it has not come to the one before, as while it reads items whose codec takes its time, it is said in its place that it lives.
/// </summary>
internal sealed class Pulse : IDisposable
{
    private readonly ITimer _timer;
    private volatile bool _isWaiting;

    /// <param name="time">The clock.</param>
    /// <param name="every">How often a beat is due.</param>
    /// <param name="due">Lets it hear. It says so by <see cref="Heard"/>.</param>
    /// <param name="busy">Says that it lives. Runs beside it.</param>
    public Pulse(TimeProvider time, TimeSpan every, Action due, Action busy)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow()) _timer = time.CreateTimer(_ => Ring(due, busy), null, every, every);
    }

    public void Heard() => _isWaiting = false;

    public void Dispose() => _timer.Dispose();

    private void Ring(Action due, Action busy)
    {
        if (_isWaiting)
        {
            busy();
            return;
        }

        _isWaiting = true;
        due();
    }
}
