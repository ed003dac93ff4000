using ActorMap.Messages;
using ActorMap.Workers;
using Akka.Actor;

namespace ActorMap.Jobs;

/// <summary>What a job tells itself.</summary>
internal interface IOwnMessage : IJobMessage, INoSerializationVerificationNeeded;

/// <summary>Pool to job: run this map with these workers.</summary>
internal sealed record BeginJob(JobPlan Plan, IReadOnlyCollection<WorkerHandle> Workers) : INoSerializationVerificationNeeded;

/// <summary>Time for a progress report.</summary>
internal sealed record ProgressDue(JobId Job) : IOwnMessage;
