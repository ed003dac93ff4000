using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Aggregation;

/// <summary>Job to aggregator: who deals.</summary>
internal sealed record RouterIs(JobId Job, IActorRef Router);
