using System.Collections.Concurrent;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>Items wait for each other, on nodes of this process: so that each node has one of them.</summary>
internal sealed class Gathering : IDisposable
{
    private static readonly ConcurrentDictionary<Guid, CountdownEvent> All = new();
    private readonly Guid _name;

    private Gathering(Guid name) => _name = name;

    public static Gathering Of(Guid name, int count)
    {
        All[name] = new CountdownEvent(count);
        return new Gathering(name);
    }

    /// <summary>Returns when all are there.</summary>
    public static T Come<T>(Guid name, T result)
    {
        var all = All[name];
        all.Signal();
        if (!all.Wait(Reception.Deadline)) throw new TimeoutException($"{all.CurrentCount} did not come.");
        return result;
    }

    public void Dispose()
    {
        if (All.TryRemove(_name, out var all)) all.Dispose();
    }
}
