using ActorMap.Messages;
using ActorMap.Workers;

namespace ActorMap.Jobs;

/// <summary>What a job tells itself.</summary>
internal interface IOwnMessage : IJobMessage;

/// <summary>Pool to job: run this map with these workers.</summary>
internal sealed record BeginJob(JobPlan Plan, IReadOnlyCollection<WorkerHandle> Workers);

/// <summary>Time for a progress report.</summary>
internal sealed record ProgressDue(JobId Job) : IOwnMessage;
