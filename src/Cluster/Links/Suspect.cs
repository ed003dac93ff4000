using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Telemetry;
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

    /// <summary>A process died while it was in the item. A death with several suspects convicts nobody: the next one will, that has one.</summary>
    /// <param name="death">How.</param>
    /// <param name="quarantine">Where it waits for the next process, unless it is convicted.</param>
    /// <param name="wasAlone">Whether the process was fresh and had this item only.</param>
    /// <param name="link">The link to the process, as the router knows it.</param>
    /// <param name="self">The link's actor.</param>
    public void Accuse(Death death, Quarantine quarantine, bool wasAlone, (int Number, string Node) link, IActorRef self)
    {
        var worker = new WorkerInfo(0, link.Node);
        if (death.Overdue.Count > 0)
        {
            Fail(Failures.TimedOut(Work.Options.ItemTimeout!.Value, Index, Chunk.Attempt, worker, Work.Options.ItemTimeout.Value + Work.Grace), link.Number, self);
            return;
        }

        var kills = ((JobCargo)Work.Cargo!).Killed(Index);

        // A fresh process took too much memory for this item alone: another would, too.
        var isTooLarge = death.MemoryLimit is not null && wasAlone;
        if (death.HasOneSuspect && (isTooLarge || kills >= Work.Options.KillsAllowed))
            Fail(Failures.Lost(Index, Chunk.Attempt, kills, worker, death.How, death.Exit.Signal is null ? death.Exit.Code : null, death.Exit.Signal), link.Number, self);
        else
            quarantine.Add(this);
    }

    private void Fail(ItemFailure failure, int number, IActorRef self)
    {
        Work.Options.Observer?.Ran(new ChunkRun(Chunk, IndexRange.Single(failure.Index), failure.Worker, 1, failure.Duration, failure.Death));
        Chunk.Fail(failure);
        Volatile.Write(ref Chunk.EndedOutOfOrder![Index - Chunk.Start], true);
        Router.Tell(new ItemsFailed(Work.Job, number, Chunk), self);
    }

    /// <summary>Nobody can run it alone: it is dealt like any other.</summary>
    public void GiveBack() => Router.Tell(new RangeReturned(Work.Job, IndexRange.Single(Index), Chunk.Attempt, Chunk.Avoid), ActorRefs.NoSender);
}
