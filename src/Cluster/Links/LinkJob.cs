using ActorMap.Chunks;
using ActorMap.Cluster.Sessions;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Cluster.Links;

/// <summary>
/// One job at one node, seen from the job's side: chunks come from the job's router, parcels go to the node, outcomes come back and are handed over as a worker
/// in this process would. Whatever was lost on the way is sent again; whatever the node does not get to is given back to the router.
/// </summary>
internal sealed partial class LinkJob(Work work, IActorRef router, Link link) : IDisposable
{
    // Statuses come each second; what is not in two of them is not on its way any more.
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(2);

    // A node that says how it is, but not of this job, has lost it. Both count: where this program stood still for as long, what the node said is there and waits to be read.
    private static readonly TimeSpan UnknownAfter = TimeSpan.FromSeconds(10);
    private const int UnknownBeats = 4;

    // By chance once; twice would go on for ever.
    private const int LossesAllowed = 2;

    // Parcels are some milliseconds of work: one that is out for longer holds items that another node could run.
    private static readonly TimeSpan SlowAfter = TimeSpan.FromMilliseconds(45);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    private readonly JobCargo _cargo = (JobCargo)work.Cargo!;
    private readonly ParcelWindow _window = new(link.Workers * (work.Form == FunctionForm.Async ? work.Options.Concurrency : 1), work.Rules.Exact, link.Blobs.SharesMemory);
    private readonly Queue<LinkedChunk> _chunks = new();
    private readonly List<SentParcel> _sent = [];
    private LinkedChunk? _waiting;
    private TimeSpan _ended;
    private readonly OutcomeNumbers _came = new();
    private long _parcels;
    private long _bound = long.MaxValue;
    private TimeSpan _asked = TimeSpan.MinValue / 2;
    private CancellationTokenRegistration _cancelled;
    private OpenJob? _open;
    private TimeSpan _said;
    private TimeSpan _heard;
    private int _beats;
    private bool _opened;
    private bool _hurried;
    private bool _forgetting;
    private bool _forgotten;
    private bool _releasing;
    private string? _disposeError;

    public JobId Id => work.Job;

    /// <summary>Whether both sides are done with the job.</summary>
    public bool IsOver => _forgotten && _releasing;

    /// <summary>Whether the node owes it no answer.</summary>
    public bool IsIdle => _sent.Count == 0;

    public JobCargo Cargo => _cargo;

    /// <summary>Whether its items wait, and their time is limited.</summary>
    public bool HasTimedWaits => work.Form == FunctionForm.Async && work.Options.ItemTimeout is not null;

    /// <summary>Whether another worker waits for what the node has not started.</summary>
    public bool IsWanted { get; set; }

    public void Open()
    {
        // Whoever cancels must not wait for the link, and the link must not be kept by a job that is long over.
        _cancelled = work.Token.UnsafeRegister(_ => link.Self.Tell(new JobCancelled(Id), ActorRefs.NoSender), null);

        // Hashed when the map was called, and not for each node again: of a thousand nodes that would take a core for seconds.
        var code = _cargo.Code.Select(item => link.Blobs.TryOffer(Id, item.Item.Image) ? item.Item : item.Item with { Image = link.Offer(Id, item.Image) }).ToArray();
        var options = work.Options;
        var (form, shares, (culture, texts)) = ((int)work.Form, options.State == StateSharing.PerNode, work.Culture);
        var terms = new JobTerms(form, options.Seed, options.Concurrency, options.ItemTimeout, work.Rules.Exact, work.IsTimed, shares, culture.Name, texts.Name);
        _open = new OpenJob(link.Session, Id, _cargo.Function, _cargo.ItemType, _cargo.ResultType, terms, PackState(), code);
        Say(_open);
    }

    /// <summary>A second has passed: what is due an answer for longer than two is said again.</summary>
    /// <returns>False where the node knows nothing of the job any more, so that this session is of no use.</returns>
    public bool Beat()
    {
        var now = work.Time.Now();
        var due = now - _said > LostAfter;
        if (_forgetting && !_forgotten && due) Say(new ForgetJob(link.Session, Id, _hurried));
        _beats++;
        if (_opened || _forgetting) return !_opened || _forgetting || now - _heard < UnknownAfter || _beats < UnknownBeats;
        if (due) Say(_open!);
        return true;
    }

    /// <summary>The node has the job still.</summary>
    public void Hear() => (_heard, _beats) = (work.Time.Now(), 0);

    /// <summary>The session or the job is over.</summary>
    public void Dispose() => _cancelled.Dispose();

    public void Opened()
    {
        if (_opened) return;
        _opened = true;
        Hear();
        Pump();
    }

    public void Accept(Chunk chunk)
    {
        if (_forgetting || link.IsLeaving)
        {
            LinkedChunk.GiveBack(chunk, Id, router, link.Self);
            return;
        }

        // Until it is begun it waits: its items may have turned out long.
        chunk.IsQueued = true;
        _chunks.Enqueue(new LinkedChunk(chunk, work.Time.Now()));
        Pump();
    }

    /// <summary>The node leaves: it finishes what it has, and the rest is for others.</summary>
    public void Depart()
    {
        foreach (var chunk in _chunks) LinkedChunk.GiveRest(chunk.Chunk, Id, router, link.Self);

        // It waits until it knows that all came.
        link.Send(new OutcomesCame(link.Session, Id, _came.Acknowledge()));
        if (_opened) Pump();
        else Leave();
    }

    /// <summary>Sends as much as the node should have at once. A small map does not wait for the word that its job is open: its chunk goes right behind it.</summary>
    public void Pump()
    {
        if (_forgetting || !(_opened || (_parcels == 0 && OpensAtOnce))) return;
        if (work.Bound < _bound) StopAtBound();
        if (_opened) SendSuspect();
        while (_chunks.TryPeek(out var chunk))
        {
            var length = 0;
            if (chunk.Chunk.Next < Math.Min(work.Bound, chunk.Chunk.Range.End))
            {
                length = InBudget(_window.Next());
                if (length == 0) return;
            }

            if (length > 0 && IsThereAlready(chunk)) return;
            if (length > 0 && chunk.Chunk.TryClaim(length, out var start, out length))
            {
                chunk.Chunk.Step = Math.Max(chunk.Chunk.Step, length);
                if (!TrySend(chunk, start, length)) return;
                if (chunk.Chunk.Next < chunk.Chunk.Range.End) continue;
            }

            _chunks.Dequeue();
            chunk.IsSent = true;
            if (chunk.Outstanding == 0) End(chunk);
            else if (_window.IsShort(chunk.Chunk.Range.Length) || _window.IsFull) _waiting = chunk;
            else Ask(chunk);
        }
    }

    /// <summary>Another worker has nothing to do: the node is to give back what it has not started, where that is worth the way.</summary>
    /// <returns>False where one must look again: what is out may be answered any moment, and a node that had just begun all it has gives nothing back.</returns>
    public bool TryShare()
    {
        IsWanted &= _opened && _sent.Count > 0;
        if (!IsWanted) return true;
        var now = work.Time.Now();
        if (now - _asked < AskEvery || now - _sent[0].SentAt < SlowAfter) return false;
        _asked = now;
        link.Send(new ReturnParcels(link.Session, Id));
        return false;
    }

    /// <summary>What the node does not have and did not answer was lost on the way.</summary>
    public void Reconcile(JobStatus status)
    {
        Hear();
        var now = _heard;
        foreach (var parcel in _sent.Where(parcel => parcel.Message.Number > status.LastParcel && now - parcel.SentAt > LostAfter))
        {
            parcel.SentAt = now;
            link.Send(parcel.Message);
        }

        link.Send(new OutcomesCame(link.Session, Id, _came.UpTo));
        Pump();
    }

    /// <summary>
    /// Whether the node has all that it needs for the job with the message that opens it, and a worker for each of its items. Else others may run meanwhile what it was to have: opening may take it long.
    /// </summary>
    private bool OpensAtOnce => _open is { Code.Length: 0, State: { Blob: null, Place: null } } && work.Source.Total <= link.Workers;

    /// <summary>A process that has its share of items is given no more; chunks of an exact length are not broken for it.</summary>
    private int InBudget(int length) => work.Exact && link.Budget > 0 ? length : (int)Math.Clamp(link.Budget, 0, length);

    /// <summary>
    /// What a speculating map deals twice may come to one node after all, when the first copy is given back: an answer could be for either, and reach across both. So
    /// the node has an item once at a time.
    /// </summary>
    private bool IsThereAlready(LinkedChunk chunk)
    {
        if (!work.Options.Speculate) return false;
        foreach (var parcel in _sent)
        {
            if (parcel.Chunk != chunk && parcel.Message.Range.Start < chunk.Chunk.Range.End && chunk.Chunk.Next < parcel.Message.Range.End) return true;
        }

        return false;
    }

    /// <summary>False where the job can't go on: its items can't be had any more, as where the caller's list was shortened meanwhile.</summary>
    private bool TrySend(LinkedChunk chunk, int start, int length)
    {
        try
        {
            Send(chunk, start, length);
            return true;
        }
        catch (Exception error)
        {
            Break(error);
            return false;
        }
    }

    /// <summary>The state is hashed once for all nodes.</summary>
    private Payload PackState()
    {
        if (link.Blobs.SharesMemory && _cargo.StateLease is { } lease) return new Payload(default, null, lease.Place);
        if (_cargo.StateBlob is { } known && link.Blobs.TryOffer(Id, known)) return new Payload(default, known);
        var payload = link.Pack(Id, _cargo.State);
        _cargo.StateBlob = payload.Blob;
        return payload;
    }

    /// <summary>Items come back that the node has not run, or not told of.</summary>
    private void GiveBack(Chunk chunk, IndexRange range) => router.Tell(new RangeReturned(Id, range, chunk.Attempt, chunk.Avoid), link.Self);

    private void Say(IServing message)
    {
        _said = work.Time.Now();
        link.Send(message);
    }
}
