using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>What one session fetches: large blobs beside its messages where the other side serves them so, all others part by part. The session's actor's alone.</summary>
/// <param name="session">The session.</param>
/// <param name="send">The way to the other side.</param>
/// <param name="store">The member's blobs.</param>
/// <param name="time">The clock.</param>
/// <param name="hold">Holds what was fetched for a job, so that other nodes can have it.</param>
/// <param name="letGo">Lets go of it.</param>
/// <param name="road">The way beside the messages; null where there is none.</param>
internal sealed class BlobFetches(
    Guid session, Action<object> send, BlobStore store, TimeProvider time, Action<JobId, BlobId> hold, Action<JobId, BlobId> letGo, BlobRoad? road)
{
    /// <summary>How long a node has for others what it fetched, at most: they come to need it at about the same time. Their job's end is its end, too.</summary>
    public static readonly TimeSpan LentFor = TimeSpan.FromSeconds(30);

    // Loopback and a local network answer in milliseconds; what takes longer was lost.
    private static readonly TimeSpan PartTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    // A member that does not know the question says nothing; one that starts its server on a busy machine takes a second or two.
    private static readonly TimeSpan NoAnswer = TimeSpan.FromSeconds(10);

    // One array holds a blob.
    private static readonly long Longest = Array.MaxLength;

    private readonly Dictionary<BlobId, Fetching> _fetches = [];
    private readonly List<(JobId Job, BlobId Blob, long Until)> _lent = [];
    private bool _byMessages = road is null;
    private string? _home;

    public void Begin(JobId job, BlobId blob, BlobUse use, Action<ReadOnlyMemory<byte>> then, Action<Exception> failed)
    {
        var isNew = !_fetches.TryGetValue(blob, out var fetching);
        if (isNew) _fetches.Add(blob, fetching = new Fetching(blob));
        fetching!.Waiting.Add((job, then, failed));
        if (use > fetching.Use) fetching.Use = use;
        if (isNew) Start(fetching);
        else if (fetching.Parts is not null) Advance(fetching);
    }

    public void OnMoving(IMoving message)
    {
        if (!_fetches.TryGetValue(message.Blob, out var fetching)) return;
        switch (message)
        {
            case BlobIsAt at: Go(fetching, at); break;
            case PartMoved part when fetching.Parts is { } parts: parts.Accept(part); Advance(fetching); break;
            case NoSuchBlob when fetching.Parts is { } parts: parts.Missing(); Advance(fetching); break;
            case NoSuchBlob when fetching.Attempt is null: Fail(fetching, $"Blob {fetching.Blob} is not there any more."); break;
        }
    }

    /// <summary>A blob came beside the messages, or did not.</summary>
    public void OnCarried(BlobCarried message)
    {
        if (!_fetches.TryGetValue(message.Blob, out var fetching) || fetching.Attempt != message.Attempt) return;
        fetching.EndAttempt();
        if (message.Carried.Problem == CarryProblem.None) Complete(fetching, message.Carried.Bytes, message.Own);
        else if (message.Carried.Problem == CarryProblem.NoMemory) Fail(fetching, BlobFetch.NoMemory(fetching.Blob));
        else Retry(fetching, message.Carried);
    }

    /// <summary>Asks again for what does not come, and lets go of what was lent for long enough.</summary>
    public void Tick()
    {
        var now = time.GetTimestamp();
        foreach (var fetching in _fetches.Values.ToArray())
        {
            if (fetching.Parts is not null) Advance(fetching);
            else if (fetching.Attempt is null && time.GetElapsedTime(fetching.HeardAt, now) > NoAnswer) DoWithout(fetching);
            else if (fetching.Attempt is null || fetching.IsShared) Ask(fetching);
        }

        foreach (var lent in _lent.Where(lent => lent.Until <= now).ToArray()) EndLoan(lent.Job, lent.Blob);
    }

    /// <summary>The job is over: what nobody else waits for is fetched no further.</summary>
    public void Cancel(JobId job)
    {
        foreach (var fetching in _fetches.Values.ToArray())
        {
            if (fetching.Waiting.RemoveAll(waiting => waiting.Job == job) > 0 && fetching.Waiting.Count == 0) End(fetching);
        }

        _lent.RemoveAll(lent => lent.Job == job);
    }

    /// <summary>The session is over.</summary>
    public void CancelAll()
    {
        foreach (var fetching in _fetches.Values.ToArray()) End(fetching);
        _lent.Clear();
    }

    private void Start(Fetching fetching)
    {
        fetching.HeardAt = time.GetTimestamp();
        if (_byMessages || fetching.Blob.Length < road!.Carrier.From || fetching.Blob.Length > Longest) ByMessages(fetching);
        else if (fetching.IsShared || _home is null) Ask(fetching);
        else Carry(fetching, _home);
    }

    private void Ask(Fetching fetching)
    {
        if (fetching.AskedAt != 0 && time.GetElapsedTime(fetching.AskedAt) < AskAgain) return;
        fetching.AskedAt = time.GetTimestamp();
        send(new WantBlob(session, fetching.Blob, fetching.IsShared, fetching.Failed));
    }

    private void Go(Fetching fetching, BlobIsAt at)
    {
        fetching.HeardAt = time.GetTimestamp();
        if (fetching.Parts is not null || fetching.Attempt is not null) return;
        if (at is { Way: BlobWay.OverHttp, Address: { } address })
        {
            if (!fetching.IsShared) _home = address;
            Carry(fetching, address);
        }
        else if (at.Way == BlobWay.ByMessages)
        {
            DoWithout(fetching);
        }
    }

    private void Carry(Fetching fetching, string address)
    {
        var attempt = fetching.BeginAttempt(address);
        _ = CarryAsync(road!, fetching.Blob, fetching.IsShared, address, attempt, attempt.Token);
    }

    private async Task CarryAsync(BlobRoad way, BlobId blob, bool shared, string address, CancellationTokenSource attempt, CancellationToken cancellation)
    {
        try
        {
            var carried = await way.Carrier.FetchAsync(blob, address, cancellation).ConfigureAwait(false);
            var own = shared && carried.Problem == CarryProblem.None ? await way.Carrier.AddressAsync().ConfigureAwait(false) : null;
            way.Self(new BlobCarried(session, blob, attempt, carried, own));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        catch (Exception error)
        {
            // A defect of ours must not keep a map waiting.
            way.Self(new BlobCarried(session, blob, attempt, Carried.Not(error), null));
        }
    }

    /// <summary>Once again: from the same one, or from wherever the other side says now. A node that had it may have failed before.</summary>
    private void Retry(Fetching fetching, Carried carried)
    {
        var from = fetching.From!;
        if (++fetching.Failures < (fetching.IsShared ? 3 : 2) && (fetching.IsShared || carried.Problem != CarryProblem.NotThere))
        {
            fetching.HeardAt = time.GetTimestamp();
            if (!fetching.IsShared)
            {
                Carry(fetching, from);
                return;
            }

            (fetching.Failed, fetching.AskedAt) = (from, 0);
            Ask(fetching);
        }
        else if (carried.Problem == CarryProblem.Unreachable)
        {
            road!.Carrier.Forgo(from, carried.Why);
            DoWithout(fetching);
        }
        else
        {
            Fail(fetching, $"Blob {fetching.Blob} of {fetching.Blob.Length:N0} bytes did not come over HTTP from {from}: it {carried.Why}. Look at the log of {from} and at what lies between; with actormap.cluster.blobs.http = off it goes by messages.");
        }
    }

    /// <summary>The session goes on by messages alone.</summary>
    private void DoWithout(Fetching fetching)
    {
        _byMessages = true;
        ByMessages(fetching);
    }

    private void ByMessages(Fetching fetching)
    {
        TakesNoMore(fetching, null);
        fetching.Parts = new BlobFetch(session, fetching.Blob, Longest, PartTimeout, time, store.Room);
        Advance(fetching);
    }

    private void Advance(Fetching fetching)
    {
        var parts = fetching.Parts!;
        foreach (var part in parts.Next(time.GetTimestamp())) send(part);
        if (parts.State == FetchState.Complete) Complete(fetching, parts.Content, null);
        else if (parts.State == FetchState.Failed) Fail(fetching, parts.Error!);
    }

    private void Complete(Fetching fetching, ReadOnlyMemory<byte> content, string? own)
    {
        _fetches.Remove(fetching.Blob);
        if (own is not null) Lend(fetching, content);
        else if (fetching.Use == BlobUse.Kept) store.Release(store.Add(fetching.Blob, content));
        TakesNoMore(fetching, own);
        foreach (var (_, then, _) in fetching.Waiting) then(content);
        fetching.Dispose();
    }

    /// <summary>Others may have it from here, for a while.</summary>
    private void Lend(Fetching fetching, ReadOnlyMemory<byte> content)
    {
        var job = fetching.Waiting[0].Job;
        store.Add(fetching.Blob, content);
        hold(job, fetching.Blob);
        _lent.Add((job, fetching.Blob, time.GetTimestamp() + (long)(LentFor.TotalSeconds * time.TimestampFrequency)));
    }

    private void EndLoan(JobId job, BlobId blob)
    {
        _lent.RemoveAll(lent => lent.Job == job && lent.Blob == blob);
        letGo(job, blob);
    }

    private void Fail(Fetching fetching, string why) => Fail(fetching, new BlobException(why));

    private void Fail(Fetching fetching, Exception error)
    {
        End(fetching);
        foreach (var (_, _, failed) in fetching.Waiting) failed(error);
    }

    private void End(Fetching fetching)
    {
        _fetches.Remove(fetching.Blob);
        TakesNoMore(fetching, null);
        fetching.Dispose();
    }

    /// <summary>Whoever waits for its turn need not wait for this one.</summary>
    private void TakesNoMore(Fetching fetching, string? own)
    {
        if (fetching.IsShared && fetching.AskedAt != 0) send(new BlobHeld(session, fetching.Blob, own));
        fetching.AskedAt = 0;
    }
}
