using ActorMap.Time;

namespace ActorMap.Cluster.Links;

/// <content>Items that a process died of, perhaps: they run again alone, and what kills its process again has failed.</content>
internal sealed partial class LinkJob
{
    // Processes that die in a row of something that is no item: the function's start, or its state.
    private const int DeathsAllowed = 5;

    private Suspect? _isolated;
    private bool _isolatedSent;

    /// <summary>Whether a suspect has the node for itself.</summary>
    public bool IsIsolating => _isolated is not null;

    /// <summary>The node is to run this item, and nothing else meanwhile.</summary>
    public void Isolate(Suspect suspect)
    {
        if (_forgetting)
        {
            suspect.GiveBack();
            return;
        }

        (_isolated, _isolatedSent) = (suspect, false);
        Pump();
    }

    /// <summary>No suspect is left: the node forgets what it had of the job, and is a worker like any other then.</summary>
    public void Retire()
    {
        _releasing = true;
        Forget(hurried: false);
    }

    /// <summary>Whether the node's process may die of the job though it is in no item: of the function's start, or of its state, which runs code, too.</summary>
    public bool MayHaveKilled => !_forgetting && (_sent.Count > 0 || !_opened);

    /// <summary>The node's process is dead that the job may have killed; where it was in no item, and others like it before, the job fails.</summary>
    public bool TryBlame(Death death)
    {
        if (death.Noted.Count > 0 || _cargo.DiedOfNoItem() < DeathsAllowed) return false;
        Break(new ActorMapException(
            $"{DeathsAllowed} worker processes died one after the other in this map while they ran none of its items, the last one: {death.How}. Does the function's start or its state crash them? Their last lines are on stderr."));
        return true;
    }

    /// <summary>The node's process is dead: what it was in is suspect, everything else goes back to the router.</summary>
    public void GiveBack(Death death, Quarantine quarantine)
    {
        if (MayHaveKilled && TryBlame(death)) return;

        foreach (var parcel in _sent)
        {
            foreach (var (range, isSuspect) in parcel.Unanswered.SelectMany(range => death.Split(Id.Mark, range)))
            {
                if (isSuspect) SuspectAt(parcel, range.Start).Accuse(death, quarantine, IsIsolating, (link.Number, link.Node), link.Self);
                else GiveBack(parcel.Chunk.Chunk, range);
            }
        }

        KeepSuspect(quarantine);
        EndAll();
    }

    /// <summary>The node's process has fallen silent: nobody else runs what it is in, which may be why. Everything else goes back to the router.</summary>
    public void GiveBack(Death silence, List<Suspect> held, Quarantine quarantine)
    {
        foreach (var parcel in _sent)
        {
            foreach (var (range, isSuspect) in parcel.Unanswered.SelectMany(range => silence.Split(Id.Mark, range)))
            {
                if (isSuspect) held.Add(SuspectAt(parcel, range.Start));
                else GiveBack(parcel.Chunk.Chunk, range);
            }
        }

        KeepSuspect(quarantine);
        EndAll();
    }

    private Suspect SuspectAt(SentParcel parcel, long index) => new(work, router, parcel.Chunk.Chunk.Held(), index);

    /// <summary>The session is over before the suspect was sent: it waits for the next.</summary>
    private void KeepSuspect(Quarantine? quarantine)
    {
        if (_isolated is { } suspect && !_isolatedSent)
        {
            if (quarantine is null) suspect.GiveBack();
            else quarantine.Add(suspect);
        }

        _isolated = null;
    }

    private void SendSuspect()
    {
        if (_isolated is not { } suspect || _isolatedSent) return;
        _isolatedSent = true;
        TrySend(new LinkedChunk(suspect.Chunk, work.Time.Now()) { IsSent = true }, (int)(suspect.Index - suspect.Chunk.Start), 1);
        EndIsolation();
    }

    /// <summary>Its chunk is not let go of: its failure may be on its way to the router, which has ended the chunk long ago.</summary>
    private void EndIsolation()
    {
        if (_isolatedSent && _sent.Count == 0) _isolated = null;
    }
}
