using System.Collections.Concurrent;
using ActorMap.Cluster.Links;

namespace ActorMap.Cluster.Pools;

/// <summary>What the links of a pool share.</summary>
internal sealed class ClusterState(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, string> _refusals = new();
    private int _numbers = -1;

    /// <summary>The pool, through all its sessions.</summary>
    public Guid Pool { get; } = Guid.NewGuid();

    public TimeProvider Time { get; } = time;

    /// <summary>The nodes that are there now, by the number of their link.</summary>
    public ConcurrentDictionary<int, string> Links { get; } = new();

    public IEnumerable<string> Nodes => Links.Values.Order(StringComparer.Ordinal);

    /// <summary>Why nodes would not have this pool.</summary>
    public IEnumerable<string> Refusals => _refusals.Select(refusal => $"{refusal.Key}: {refusal.Value}");

    public int NextNumber() => Interlocked.Increment(ref _numbers);

    public void Refused(string node, string reason) => _refusals[node] = reason;

    /// <summary>Whether no node that is there takes the job.</summary>
    public bool AllRefuse(JobCargo cargo) => Links.Keys.All(cargo.Refusals.ContainsKey);
}
