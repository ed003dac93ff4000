using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Workers;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>What a router is told by its own source and clocks, and by the pool.</summary>
internal interface IOwnMessage : IJobMessage, INoSerializationVerificationNeeded;

/// <summary>Job to router: deal this to these workers.</summary>
internal sealed record BeginDealing(Work Work, IReadOnlyCollection<WorkerHandle> Workers) : INoSerializationVerificationNeeded;

/// <summary>The source has more items, or has ended.</summary>
internal sealed record SourceAdvanced(JobId Job) : IOwnMessage;

/// <summary>An item's next try is due.</summary>
internal sealed record RetryDue(JobId Job) : IOwnMessage;

/// <summary>Time to look whether an item takes too long.</summary>
internal sealed record WatchItems(JobId Job) : IOwnMessage;

/// <summary>Workers have had the time they get to let go of the job.</summary>
internal sealed record GraceOver(JobId Job) : IOwnMessage;

/// <summary>Pool to routers: a worker that may be dealt to.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="InPlaceOf">The worker that it replaces, which is lost; null where it replaces none.</param>
internal sealed record WorkerJoined(WorkerHandle Worker, int? InPlaceOf = null) : INoSerializationVerificationNeeded;
