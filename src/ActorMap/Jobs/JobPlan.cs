using ActorMap.Aggregation;
using ActorMap.Functions;
using ActorMap.Workers;

namespace ActorMap.Jobs;

/// <summary>All that a job is: what to do, and where the outcomes go.</summary>
internal sealed record JobPlan(Work Work, Outlet Outlet, string Name)
{
    /// <summary>Whether the job was started from within a function.</summary>
    public bool IsNested { get; init; }

    /// <summary>Workers that are there for this job alone; they go with it.</summary>
    public IReadOnlyList<WorkerHandle> Workers { get; set; } = [];
}
