namespace ActorMap.Messages;

/// <summary>Names a job among all jobs of all pools; on every message, so that a late one can't be taken for another job's.</summary>
/// <param name="Pool">Unique to the pool.</param>
/// <param name="Number">Unique in the pool, from 1.</param>
internal readonly record struct JobId(Guid Pool, long Number)
{
    public override string ToString() => $"job-{Number}";
}
