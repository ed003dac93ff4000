using System.Collections.Concurrent;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Messages;
using ActorMap.Slots;

namespace ActorMap.Cluster.Nodes;

/// <summary>What a node has to serve with.</summary>
/// <param name="Name">How others call it: <c>host:port</c>.</param>
/// <param name="Pool">Its own workers.</param>
/// <param name="Functions">The functions that jobs may name.</param>
/// <param name="AllowCode">Whether functions may travel to it.</param>
internal sealed record NodeServices(string Name, MapPool Pool, FunctionRegistry Functions, bool AllowCode)
{
    /// <summary>Large bytes of all sessions.</summary>
    public BlobStore Blobs { get; init; } = new(long.MaxValue, BlobStore.Spare);

    /// <summary>Carries large bytes beside the messages; null where none does.</summary>
    public IBlobCarrier? Carrier { get; init; }

    /// <summary>How far its part of each job is.</summary>
    public ConcurrentDictionary<JobId, NodeTally> Tallies { get; } = new();

    /// <summary>Whether it is a process of the one program that speaks with it: what comes is handled by the thread that brings it.</summary>
    public bool IsOwnProcess { get; init; }

    /// <summary>Memory that this process and the one which started it have in common; null where there is none.</summary>
    public MemoryPair? Memory { get; init; }

    /// <summary>Where workers note what they run; null where nobody would read it after this process.</summary>
    public SlotBoard? Slots { get; init; }

    /// <summary>What the process has been through.</summary>
    public Wear Wear { get; init; } = new();

    /// <summary>Runs what is the user's, and may take long, or never come back: on a thread of its own.</summary>
    public Action<Action> Apart { get; init; } = static act => new Thread(() => act()) { IsBackground = true, Name = "actormap-opening" }.UnsafeStart();

    /// <summary>What need not run apart.</summary>
    public QuickOpenings Quick { get; } = new();

    public TimeProvider Time => Pool.Time;

    public StatusTold Status(Guid question)
    {
        var snapshot = Pool.GetSnapshot();
        return new StatusTold(
            question, Name, snapshot.Workers.Count, snapshot.Workers.Count(worker => worker.Chunks > 0), AllowCode,
            [.. Functions.Names.Order(StringComparer.Ordinal)], [.. Tallies.Values.Select(tally => tally.Read())]);
    }
}
