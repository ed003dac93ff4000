using ActorMap.Cluster.Links;

namespace ActorMap.Cluster.Processes;

/// <summary>A place of a process pool, which one worker process takes after the other.</summary>
/// <param name="number">Which, from 0.</param>
internal sealed class Seat(int number)
{
    public string Name { get; } = $"worker-{number}";

    /// <summary>What the process before was in when it died, for the next.</summary>
    public Quarantine Quarantine { get; } = new();

    /// <summary>Who has the place.</summary>
    public Tenant Tenant { get; set; } = null!;
}
