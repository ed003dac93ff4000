using ActorMap.Chunks;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Cluster.Links;

/// <summary>A chunk that the job's router dealt to a node, on its way there parcel by parcel.</summary>
internal sealed class LinkedChunk(Chunk chunk, TimeSpan begun)
{
    public Chunk Chunk { get; } = chunk;

    public TimeSpan Begun { get; } = begun;

    /// <summary>Items that were sent and have no answer.</summary>
    public long Outstanding { get; set; }

    /// <summary>What its items took the node's workers, as far as they were answered.</summary>
    public TimeSpan Worked { get; set; }

    /// <summary>Whether nothing of it is left to send.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether the router has heard that all of it is sent, and may deal another.</summary>
    public bool HasAsked { get; set; }

    /// <summary>A chunk ends here and now: what is not started of it goes back to the router.</summary>
    public static void GiveBack(Chunk chunk, JobId job, IActorRef router, IActorRef self)
    {
        GiveRest(chunk, job, router, self);
        router.Tell(new ChunkEnded(job, -1, chunk), self);
    }

    /// <summary>What is not started goes back to the router now, and the chunk ends when what is started has its answers.</summary>
    public static void GiveRest(Chunk chunk, JobId job, IActorRef router, IActorRef self)
    {
        while (chunk.TryClaim(int.MaxValue, out var start, out var length))
            router.Tell(new RangeReturned(job, new IndexRange(chunk.Start + start, chunk.Start + start + length), chunk.Attempt, chunk.Avoid), self);
    }

    /// <summary>These items have ended: what was written of them before is there for whoever sees it.</summary>
    public void End(IndexRange range)
    {
        Volatile.WriteBarrier();
        Chunk.EndedOutOfOrder.AsSpan((int)(range.Start - Chunk.Start), (int)range.Length).Fill(true);
    }
}
