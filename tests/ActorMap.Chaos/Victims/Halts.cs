using System.Collections.Concurrent;

namespace ActorMap.Chaos.Victims;

/// <summary>Processes that are stopped: each goes on after its time, at the latest with the end.</summary>
internal sealed class Halts
{
    private readonly ConcurrentDictionary<int, Task> _stopped = new();

    public bool Has(int pid) => _stopped.ContainsKey(pid);

    /// <returns>False where it is gone, or stopped already.</returns>
    public bool TryStop(int pid, TimeSpan length)
    {
        if (_stopped.ContainsKey(pid) || !Signals.Send(pid, Signals.Stop)) return false;
        _stopped[pid] = ContinueAsync(pid, length);
        return true;
    }

    public void ContinueAll()
    {
        foreach (var pid in _stopped.Keys) Continue(pid);
    }

    private async Task ContinueAsync(int pid, TimeSpan length)
    {
        await Task.Delay(length);
        Continue(pid);
    }

    private void Continue(int pid)
    {
        if (_stopped.TryRemove(pid, out _)) Signals.Send(pid, Signals.Cont);
    }
}
