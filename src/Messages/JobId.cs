using System.Buffers.Binary;

namespace ActorMap.Messages;

/// <summary>Names a job among all jobs of all pools; on every message, so that a late one can't be taken for another job's.</summary>
/// <param name="Pool">Unique to the pool.</param>
/// <param name="Number">Unique in the pool, from 1.</param>
internal readonly record struct JobId(Guid Pool, long Number)
{
    /// <summary>The job in one word from 0, for notes that a process leaves: no two jobs of a pool have the same, and of different pools hardly ever.</summary>
    public long Mark
    {
        get
        {
            Span<byte> pool = stackalloc byte[16];
            Pool.TryWriteBytes(pool);
            return unchecked((BinaryPrimitives.ReadInt64LittleEndian(pool) ^ BinaryPrimitives.ReadInt64LittleEndian(pool[8..])) + Number) & long.MaxValue;
        }
    }

    public override string ToString() => $"job-{Number}";
}
