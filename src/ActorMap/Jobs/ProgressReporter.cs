using ActorMap.Threading;

namespace ActorMap.Jobs;

/// <summary>
/// Calls the user's progress handler, one call at a time and never on an actor's thread: a handler that blocks or throws holds up nothing.
/// While one call runs only the newest report is kept.
/// </summary>
internal sealed class ProgressReporter(IProgress<MapProgress> handler, CallersContext caller, Action<Exception> threw)
{
    private readonly Lock _lock = new();
    private MapProgress? _next;
    private Task _calling = Task.CompletedTask;
    private bool _broken;

    /// <summary>Reports, as soon as the call before it has returned.</summary>
    public Task Report(MapProgress progress)
    {
        lock (_lock)
        {
            _next = progress;
            if (_calling.IsCompleted) caller.Run(() => _calling = Task.Run(Call));
            return _calling;
        }
    }

    private void Call()
    {
        while (true)
        {
            MapProgress progress;
            lock (_lock)
            {
                if (_broken || _next is not { } next)
                {
                    _calling = Task.CompletedTask;
                    return;
                }

                (progress, _next) = (next, null);
            }

            try
            {
                handler.Report(progress);
            }
            catch (Exception error)
            {
                _broken = true;
                threw(error);
            }
        }
    }
}
