using System.Diagnostics.CodeAnalysis;

namespace ActorMap.Cluster.Links;

/// <summary>The suspects of a process that died, for the one that takes its place: it runs them one by one, before it is given anything else.</summary>
internal sealed class Quarantine
{
    private readonly Lock _lock = new();
    private readonly Queue<Suspect> _suspects = new();

    public void Add(Suspect suspect)
    {
        lock (_lock) _suspects.Enqueue(suspect);
    }

    /// <summary>The next that somebody still waits for.</summary>
    public bool TryTake([NotNullWhen(true)] out Suspect? suspect)
    {
        lock (_lock)
        {
            while (_suspects.TryDequeue(out suspect))
            {
                if (!suspect.IsOver) return true;
            }

            return false;
        }
    }

    /// <summary>There is no process that could run them alone.</summary>
    public void GiveBack()
    {
        while (TryTake(out var suspect)) suspect.GiveBack();
    }
}
