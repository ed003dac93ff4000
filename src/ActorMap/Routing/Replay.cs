using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Journaling;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>Answers from the journal what has a durable outcome: in the place of the worker that asked, off the router's thread.</summary>
internal static class Replay
{
    /// <returns>False where the items have to be run.</returns>
    public static bool TryAnswer(Work work, Chunk chunk, int worker, IActorRef router)
    {
        if (work.Journal is not { } journal || chunk.Attempt > 1 || !journal.Has(chunk.Start)) return false;
        Begin(work, journal, chunk, worker, router);
        return true;
    }

    private static void Begin(Work work, JobJournal journal, Chunk chunk, int worker, IActorRef router)
    {
        chunk.IsReplayed = true;

        // No worker has it in hand, so at the end of the job the router takes it back and lets go of it, though outcomes are still read into it.
        chunk.Held();
        ThreadPool.UnsafeQueueUserWorkItem(_ => Answer(work, journal, chunk, worker, router), null);
    }

    /// <summary>The job may be over by then, and the journal closed: what is told after that is told to nobody, and the chunk is let go of all the same.</summary>
    private static void Answer(Work work, JobJournal journal, Chunk chunk, int worker, IActorRef router)
    {
        try
        {
            Fill(work, journal, chunk, router);
        }
        catch (Exception error)
        {
            router.Tell(new WorkFailed(work.Job, worker, error as JournalException ?? new JournalException(journal.Path, $"can't be read: {error.Message}", error)), router);
        }

        router.Tell(new WorkerReady(work.Job, worker, chunk, Ended: true), router);
    }

    private static void Fill(Work work, JobJournal journal, Chunk chunk, IActorRef router)
    {
        try
        {
            var began = work.Time.GetTimestamp();
            if (!chunk.TryClaim(int.MaxValue, out _, out var length)) return;
            journal.Replay(chunk, length);
            chunk.Completed = length;
            chunk.Elapsed = work.Time.GetElapsedTime(began);
            work.Aggregator.Tell(new ChunkDone(work.Job, chunk.Held(), new IndexRange(chunk.Start, chunk.Start + length)), router);
        }
        finally
        {
            chunk.LetGo();
        }
    }
}
