using ActorMap.Chunks;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Sessions;
using ActorMap.Messages;

namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>A link to a node: the window and the parcels are the real ones, and what is done with them is as in a <c>LinkJob</c>.</summary>
internal sealed class ScaledLink(ScaledJob job, ScaledRouter router, ScaledNode node, int number, int workers) : IScaled
{
    // As in LinkJob and LinkActor.
    private static readonly long SlowAfter = TimeSpan.FromMilliseconds(45).Ticks, LookAgain = TimeSpan.FromMilliseconds(20).Ticks;
    private const int BytesPerItem = 8;

    private readonly ParcelWindow _window = new(workers, exact: null);
    private readonly Queue<LinkedChunk> _chunks = new();
    private readonly List<SentParcel> _sent = [];
    private LinkedChunk? _waiting;
    private TimeSpan _ended;
    private bool _isWanted;
    private long _asked = long.MinValue / 2;
    private bool _isLooking;
    private bool _isOver;

    public int Number => number;

    public ScaledNode Node => node;

    /// <summary>Chunks that have not ended.</summary>
    public int Load { get; set; }

    public void Happen(int worker, object? message)
    {
        if (_isOver)
        {
            if (message is DealtChunk late) GiveBack(late);
            return;
        }

        switch (message)
        {
            case DealtChunk chunk: Accept(chunk); break;
            case ScaledDone done: Done(done); break;
            case ScaledReturned returned: Returned(returned.Range); break;
            case NodeGone: Lose(); break;
            case ReturnUnstarted: Share(); break;
            case ShareDue: Look(); break;
        }
    }

    private void Accept(DealtChunk chunk)
    {
        chunk.IsQueued = true;
        _chunks.Enqueue(new LinkedChunk(chunk, job.Agenda.Time));
        Pump();
    }

    private void Pump()
    {
        while (_chunks.TryPeek(out var chunk))
        {
            var length = chunk.Chunk.Next < chunk.Chunk.Range.End ? _window.Next() : -1;
            if (length == 0) return;
            if (length > 0 && chunk.Chunk.TryClaim(length, out var start, out length))
            {
                chunk.Chunk.Step = Math.Max(chunk.Chunk.Step, length);
                Send(chunk, start, length);
                if (chunk.Chunk.Next < chunk.Chunk.Range.End) continue;
            }

            _chunks.Dequeue();
            chunk.IsSent = true;
            if (chunk.Outstanding == 0) End(chunk);
            else if (_window.IsShort(chunk.Chunk.Range.Length) || _window.IsFull) _waiting = chunk;
            else Ask(chunk);
        }
    }

    private void Send(LinkedChunk chunk, int start, int length)
    {
        var range = new IndexRange(chunk.Chunk.Start + start, chunk.Chunk.Start + start + length);
        var parcel = new SentParcel(chunk, new RunParcel(Guid.Empty, default, 1, range, 1, Payload.None), job.Agenda.Time);
        _sent.Add(parcel);
        chunk.Outstanding += length;
        _window.Sent(length, length * BytesPerItem);
        job.Send(node, parcel.Message);
    }

    private void Done(ScaledDone done)
    {
        if (Answer(done.Range, out var items) is not { } parcel) return;
        _window.Measured(done.Range.Length, done.Elapsed);
        job.Done(done.Range);
        Answered(parcel, items);
    }

    private void Returned(IndexRange range)
    {
        if (Answer(range, out var items) is not { } parcel) return;
        _isWanted = false;
        job.Tell(router, new RangeReturned(default, range, 1));
        Answered(parcel, items);
    }

    /// <summary>A chunk of a node may lie in several parcels: they came one by one and were dealt together only where they were neighbours.</summary>
    private SentParcel? Answer(IndexRange range, out long items)
    {
        var answered = 0L;
        var parcel = _sent.Find(parcel => parcel.TryAnswer(range, out answered));
        items = answered;
        return parcel;
    }

    private void Answered(SentParcel parcel, long items)
    {
        parcel.Chunk.Outstanding -= items;
        _window.Answered(items, parcel.IsAnswered ? parcel.Message.Range.Length * BytesPerItem : 0);
        if (parcel.IsAnswered) _sent.Remove(parcel);
        if (parcel.Chunk is { IsSent: true, Outstanding: 0 } chunk) End(chunk);
        if (_waiting is { Outstanding: 0 }) _waiting = null;
        if (_waiting is { } waiting && !_window.IsFull)
        {
            _waiting = null;
            Ask(waiting);
        }

        Pump();
    }

    private void Ask(LinkedChunk chunk)
    {
        chunk.HasAsked = true;
        job.Tell(router, new WorkerReady(default, number, chunk.Chunk, Ended: false));
    }

    private void End(LinkedChunk chunk)
    {
        chunk.Chunk.Completed = (int)chunk.Chunk.Range.Length;
        chunk.Chunk.Elapsed = job.Agenda.Time - (chunk.Begun > _ended ? chunk.Begun : _ended);
        _ended = job.Agenda.Time;
        job.Tell(router, chunk.HasAsked ? new ChunkEnded(default, number, chunk.Chunk) : new WorkerReady(default, number, chunk.Chunk, Ended: true));
    }

    private void Share()
    {
        if (_isWanted) return;
        _isWanted = true;
        if (!TryShare()) LookSoon();
    }

    private void Look()
    {
        _isLooking = false;
        if (_isWanted && !TryShare()) LookSoon();
    }

    private bool TryShare()
    {
        _isWanted &= _sent.Count > 0;
        if (!_isWanted) return true;
        var now = job.Agenda.Now;
        if (now - _asked < LookAgain || now - _sent[0].SentAt.Ticks < SlowAfter) return false;
        _asked = now;
        job.Send(node, new ReturnParcels(Guid.Empty, default));
        return false;
    }

    private void LookSoon()
    {
        if (_isLooking) return;
        _isLooking = true;
        job.Agenda.In(LookAgain, this, -1, ShareDue.Instance);
    }

    /// <summary>Its connection broke.</summary>
    private void Lose()
    {
        _isOver = true;
        foreach (var range in _sent.SelectMany(parcel => parcel.Unanswered)) job.Tell(router, new RangeReturned(default, range, 1));
        foreach (var chunk in _sent.Select(parcel => parcel.Chunk).Concat(_chunks).Distinct()) GiveBack(chunk.Chunk);
        job.Tell(router, new WorkerLost(number));
    }

    /// <summary>What is not started of a chunk is for others. The router may have dealt one more before it heard that the node is gone.</summary>
    private void GiveBack(Chunk chunk)
    {
        while (chunk.TryClaim(int.MaxValue, out var start, out var length))
            job.Tell(router, new RangeReturned(default, new IndexRange(chunk.Start + start, chunk.Start + start + length), 1));
        job.Tell(router, new ChunkEnded(default, -1, chunk));
    }
}
