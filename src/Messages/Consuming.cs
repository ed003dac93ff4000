namespace ActorMap.Messages;

/// <summary>The consumer of a map speaks to the aggregator.</summary>
internal interface IConsuming : IJobMessage;

/// <summary>The consumer has taken this many items more.</summary>
internal sealed record Taken(JobId Job, long Items) : IConsuming;

/// <summary>The consumer has nothing left to take, and waits.</summary>
internal sealed record ConsumerWaits(JobId Job) : IConsuming;
