using ActorMap.Jobs;
using Akka.Actor;

namespace ActorMap.Pool;

/// <summary>Program to pool: run this job.</summary>
internal sealed record StartJob(JobPlan Plan) : INoSerializationVerificationNeeded;

/// <summary>Program to pool: are your workers there? Answered with <see cref="PoolReady"/>.</summary>
internal sealed record AreYouReady : INoSerializationVerificationNeeded;

/// <summary>Pool to program: they are.</summary>
internal sealed record PoolReady : INoSerializationVerificationNeeded
{
    public static PoolReady Instance { get; } = new();
}

/// <summary>Program to pool: stop all jobs and workers; answered with <see cref="PoolStopped"/>.</summary>
internal sealed record StopPool : INoSerializationVerificationNeeded;

/// <summary>Pool to program: no job runs any more.</summary>
internal sealed record PoolStopped : INoSerializationVerificationNeeded
{
    public static PoolStopped Instance { get; } = new();
}

/// <summary>Members to pool: there has been no worker for as long as one waits for any; what runs can't go on.</summary>
internal sealed record NobodyCame(Exception Error) : INoSerializationVerificationNeeded;
