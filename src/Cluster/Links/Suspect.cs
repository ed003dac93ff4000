using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Cluster.Links;

/// <summary>An item that a worker was in when its process died. Its chunk is held for it.</summary>
/// <param name="Work">Its job.</param>
/// <param name="Router">The job's router.</param>
/// <param name="Chunk">Where the item is, and where its result goes.</param>
/// <param name="Index">Its position.</param>
internal sealed record Suspect(Work Work, IActorRef Router, Chunk Chunk, long Index)
{
    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsOver => Index >= Work.Bound;

    /// <summary>Nobody can run it alone: it is dealt like any other.</summary>
    public void GiveBack() => Router.Tell(new RangeReturned(Work.Job, IndexRange.Single(Index), Chunk.Attempt), ActorRefs.NoSender);
}
