using ActorMap.Messages;

namespace ActorMap.Cluster.Links;

/// <content>How a job at a node ends: because nobody waits for it, because the node can't go on with it, or because it is done.</content>
internal sealed partial class LinkJob
{
    /// <summary>Nobody waits for the rest.</summary>
    public void Cancel()
    {
        Forget(hurried: true);
        EndAll();
    }

    public void Release(bool force)
    {
        _releasing = true;
        Forget(force);
        if (_forgotten) Released();
    }

    public void Forgotten(string? disposeError)
    {
        // The word is of one that had the same name before.
        if (!_forgetting) return;
        _forgotten = true;
        _disposeError = disposeError;
        if (_releasing) Released();
    }

    /// <summary>The session is over: everything that has no answer goes back to the router.</summary>
    /// <param name="quarantine">Where a suspect waits that was not sent; null where it is dealt like any other.</param>
    public void GiveBack(Quarantine? quarantine = null)
    {
        foreach (var parcel in _sent)
        {
            foreach (var range in parcel.Unanswered) GiveBack(parcel.Chunk.Chunk, range);
        }

        KeepSuspect(quarantine);
        EndAll();
    }

    /// <summary>This node can't do the job, but others may.</summary>
    public void Leave()
    {
        GiveBack();

        // The router, that knows this node no more, won't release it.
        _releasing = true;
        Forget(hurried: true);
        router.Tell(new WorkerLost(link.Number), link.Self);
    }

    public void Break(Exception error)
    {
        router.Tell(new WorkFailed(Id, link.Number, error), link.Self);
        GiveBack();
    }

    /// <summary>The node lives and knows nothing of the job any more. Where that happened to it before, it would again.</summary>
    public void Lost()
    {
        if (_cargo.LostBy(link.Node) < LossesAllowed) return;
        Break(new ActorMapException($"Node {link.Node} has lost the map {LossesAllowed} times: it lives, and says nothing of it. What went wrong there is in its log."));
    }

    /// <summary>The node starts nothing behind the bound and says nothing of it: it must not take the place of what is still wanted.</summary>
    private void StopAtBound()
    {
        if (_isolated is { IsOver: true }) _isolated = null;
        if (IsIdle) return;
        _bound = work.Bound;
        link.Send(new StopParcels(link.Session, Id, _bound));
        foreach (var parcel in _sent.ToArray())
        {
            if (parcel.StopAt(_bound) is not (var dropped and > 0)) continue;
            link.Budget += dropped;
            Answered(parcel, dropped);
        }
    }

    /// <summary>Every chunk ends here and now; what is not started of it goes back.</summary>
    private void EndAll()
    {
        var chunks = _sent.Select(parcel => parcel.Chunk).Concat(_chunks).Distinct().ToArray();
        foreach (var parcel in _sent)
        {
            link.Unpack(Id, parcel.Message.Items);
            link.Budget += parcel.Unanswered.Sum(range => range.Length);
        }

        _sent.Clear();
        _chunks.Clear();
        _isolated = null;
        foreach (var chunk in chunks) LinkedChunk.GiveBack(chunk.Chunk, Id, router, link.Self);
    }

    private void Forget(bool hurried)
    {
        if (_forgetting) return;
        (_forgetting, _hurried) = (true, hurried);
        Say(new ForgetJob(link.Session, Id, hurried));
    }

    private void Released() => router.Tell(
        new JobReleased(Id, link.Number, _disposeError is null ? null : new ActorMapException($"Disposing the function threw on {link.Node}: {_disposeError}")), link.Self);
}
