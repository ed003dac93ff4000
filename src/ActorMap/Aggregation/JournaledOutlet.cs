using ActorMap.Functions;
using ActorMap.Journaling;
using ActorMap.Messages;

namespace ActorMap.Aggregation;

/// <summary>
/// Hands pieces on to an outlet once they are durable. Until then they count as not taken, so that a slow disk slows the map and does not fill the memory.
/// </summary>
internal sealed class JournaledOutlet(Outlet outlet, JobJournal journal, Work work) : Outlet
{
    public override bool InOrder => outlet.InOrder;

    public override bool IsPaced => !IsInPlace;

    public override bool TakesFailures => outlet.TakesFailures;

    public override bool IsInPlace => outlet.IsInPlace;

    public override void Put(Piece piece) => journal.Then(isDurable => HandOn(piece, isDurable));

    public override void End(Exception? error) => journal.End(() => outlet.End(Verdict(error)));

    private void HandOn(Piece piece, bool isDurable)
    {
        if (!isDurable)
        {
            piece.LetGo();
            return;
        }

        var length = piece.Range.Length;
        outlet.Put(piece);
        if (!outlet.IsPaced) work.Aggregator.Tell(new Taken(work.Job, length), Akka.Actor.ActorRefs.NoSender);
    }

    private Exception? Verdict(Exception? error)
    {
        if (error is not null) return error;
        if (journal.Error is { } broken) return broken;
        return work.Source is { Ended: true, Total: { } total } && total < journal.Top && !journal.IsSourceCut
            ? new JournalException(journal.Path, $"was written for another input: it has outcomes of {journal.Top} items, and the input has {total}. Give the input that the map began with, or name another journal.")
            : null;
    }
}
