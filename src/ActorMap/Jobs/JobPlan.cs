using ActorMap.Aggregation;
using ActorMap.Functions;
using ActorMap.Workers;
using Akka.Actor;

namespace ActorMap.Jobs;

/// <summary>All that a job is: what to do, and where the outcomes go.</summary>
internal sealed record JobPlan(Work Work, Outlet Outlet, string Name)
{
    /// <summary>Whether the job was started from within a function.</summary>
    public bool IsNested { get; init; }

    /// <summary>The actor that runs the job, where it is not a <see cref="JobActor"/>: a node's part of another pool's job.</summary>
    public Props? Actor { get; init; }

    /// <summary>Why the pool that the job runs on has ended, where that is known.</summary>
    public Func<string?>? WhyPoolEnded { get; set; }

    /// <summary>What the consumer is told where the pool has ended under the job.</summary>
    public PoolUnavailableException PoolEnded() => new(
        $"The map '{Name}' ended before its outcomes were complete: its pool stopped.{(WhyPoolEnded?.Invoke() is { } why ? $" {why}" : string.Empty)}");

    /// <summary>Workers that are there for this job alone; they go with it.</summary>
    public IReadOnlyList<WorkerHandle> Workers { get; set; } = [];
}
