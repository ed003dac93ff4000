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

    /// <summary>Workers that are there for this job alone; they go with it.</summary>
    public IReadOnlyList<WorkerHandle> Workers { get; set; } = [];
}
