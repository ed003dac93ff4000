using ActorMap.Chunking;
using ActorMap.Dispatch;
using ActorMap.Functions;
using ActorMap.Messages;

namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>A node: the pure core of its router deals what comes in parcels to its workers, as a <c>NodeJobActor</c>, a router and workers do together.</summary>
internal sealed class ScaledNode : IScaled
{
    // Half a chunk's time as NodeWork has it.
    private static readonly TimeSpan ChunkTime = TimeSpan.FromMilliseconds(25);

    private readonly ScaledJob _job;
    private readonly ChunkLength _length = new(new ChunkRules { Target = ChunkTime });
    private readonly Dealer _dealer;
    private readonly DealtChunk?[] _chunks;
    private readonly int[] _items;
    private readonly Queue<int> _ready;

    public ScaledNode(ScaledJob job, int workers)
    {
        _job = job;
        _dealer = new Dealer(_length) { Workers = workers };
        (_chunks, _items, _ready) = (new DealtChunk?[workers], new int[workers], new Queue<int>(Enumerable.Range(0, workers)));
    }

    public bool IsDead { get; set; }

    /// <summary>Where its answers go.</summary>
    public ScaledLink Link { get; set; } = null!;

    public void Happen(int worker, object? message)
    {
        if (IsDead) return;
        if (worker >= 0)
        {
            EndItem(worker);
            return;
        }

        if (message is RunParcel parcel) _dealer.GaveBack(parcel.Range, parcel.Attempt);
        else if (message is ReturnParcels) GiveBack();
        Deal();
    }

    private void Deal()
    {
        while (_ready.TryPeek(out var worker) && _dealer.TryDeal(worker, default, out var deal))
        {
            _ready.Dequeue();
            var chunk = _chunks[worker] = new DealtChunk(deal.Range);
            _dealer.Holds(worker, chunk);
            BeginItem(worker, chunk);
        }
    }

    private bool BeginItem(int worker, DealtChunk chunk)
    {
        if (!chunk.TryClaim(1, out var start, out _)) return false;
        _items[worker] = (int)chunk.Start + start;
        _job.Agenda.In(_job.Ticks[_items[worker]], this, worker, null);
        return true;
    }

    private void EndItem(int worker)
    {
        var chunk = _chunks[worker]!;
        chunk.Completed++;
        chunk.Elapsed += new TimeSpan(_job.Ticks[_items[worker]]);
        if (chunk.Elapsed > Work.ChunkBudget) chunk.GiveBack();
        if (BeginItem(worker, chunk)) return;
        _chunks[worker] = null;
        _dealer.Finished(worker, chunk);
        _length.Observe(chunk.Completed, chunk.Elapsed);
        _dealer.GaveBack(chunk.GivenBack, chunk.Attempt);
        _job.Send(Link, new ScaledDone(new IndexRange(chunk.Start, chunk.Start + chunk.Completed), chunk.Elapsed));
        _ready.Enqueue(worker);
        Deal();
    }

    private void GiveBack()
    {
        foreach (var deal in _dealer.TakeUnstarted()) _job.Send(Link, new ScaledReturned(deal.Range));
    }
}

/// <summary>A node says what is done.</summary>
internal sealed record ScaledDone(IndexRange Range, TimeSpan Elapsed);

/// <summary>A node gives back what it has not started.</summary>
internal sealed record ScaledReturned(IndexRange Range);
