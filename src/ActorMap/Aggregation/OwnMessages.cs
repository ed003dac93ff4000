using ActorMap.Functions;
using Akka.Actor;

namespace ActorMap.Aggregation;

/// <summary>Job to aggregator: collect this map's outcomes, and tell that router what it needs to know.</summary>
internal sealed record BeginCollecting(Work Work, Outlet Outlet, IActorRef Router) : INoSerializationVerificationNeeded;
