using ActorMap.Cluster.Links;

namespace ActorMap.Cluster.Processes;

/// <summary>A place of a process pool, or of a keeper, which one worker process takes after the other.</summary>
/// <param name="number">Which, from 0.</param>
internal sealed class Seat(int number)
{
    public int Number => number;

    public string Name { get; } = $"worker-{number}";

    /// <summary>What the process before was in when it died, for the next. Of a keeper's the pools that use them have one each.</summary>
    public Quarantine Quarantine { get; } = new();

    /// <summary>Who has the place.</summary>
    public Tenant Tenant { get; set; } = null!;
}
