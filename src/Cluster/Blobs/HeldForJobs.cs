using System.Diagnostics.CodeAnalysis;
using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>What is held for jobs, until each thing is let go or its job is over. Workers add from their threads.</summary>
internal sealed class HeldForJobs<T>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<JobId, List<T>> _held = [];
    private bool _isClosed;

    /// <returns>False where nothing is held any more: it is still the caller's.</returns>
    public bool TryAdd(JobId job, T thing)
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            if (!_held.TryGetValue(job, out var things)) _held.Add(job, things = []);
            things.Add(thing);
            return true;
        }
    }

    /// <returns>Whether it was held: each time that it was added, once.</returns>
    public bool TryTake(JobId job, T thing)
    {
        lock (_lock) return _held.TryGetValue(job, out var things) && things.Remove(thing);
    }

    public bool TryTake(JobId job, Predicate<T> isIt, [MaybeNullWhen(false)] out T thing)
    {
        lock (_lock)
        {
            thing = default;
            if (!_held.TryGetValue(job, out var things) || things.FindIndex(isIt) is not (>= 0 and var at)) return false;
            thing = things[at];
            things.RemoveAt(at);
            return true;
        }
    }

    /// <summary>All that is held for the job, which is over.</summary>
    public IReadOnlyList<T> TakeAll(JobId job)
    {
        lock (_lock) return _held.Remove(job, out var things) ? things : [];
    }

    /// <summary>All that is held, which from now on nothing is.</summary>
    public IReadOnlyList<T> Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            T[] all = [.. _held.Values.SelectMany(things => things)];
            _held.Clear();
            return all;
        }
    }
}
