using ActorMap.Chunking;
using ActorMap.Dispatch;
using ActorMap.Messages;

namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>The job's router over links: the pure core of it, asked as the <see cref="Routing.RouterActor"/> does for an array of items.</summary>
internal sealed class ScaledRouter : IScaled
{
    // As in Work: a node is given a long range.
    private static readonly TimeSpan NodeTarget = TimeSpan.FromMilliseconds(100);

    private readonly ScaledJob _job;
    private readonly ChunkLength _length = new(new ChunkRules { First = int.MaxValue, Target = NodeTarget });
    private readonly Dealer _dealer;
    private readonly Dictionary<int, ScaledLink> _links = [];
    private readonly Dictionary<DealtChunk, ScaledLink> _running = [];
    private readonly HashSet<int> _ready = [];

    public ScaledRouter(ScaledJob job, int items)
    {
        _job = job;
        _dealer = new Dealer(_length);
        _dealer.Readable(items, ended: true);
        _dealer.Allow(long.MaxValue);
    }

    /// <summary>Messages that it was told.</summary>
    public long Messages { get; private set; }

    /// <summary>How often it asked a node to give back what it has not started.</summary>
    public long Asked { get; private set; }

    /// <summary>How often it thought about whom to give what.</summary>
    public long Tries { get; private set; }

    public void Join(ScaledLink link)
    {
        _links.Add(link.Number, link);
        _ready.Add(link.Number);
    }

    public void Happen(int worker, object? message)
    {
        Messages++;
        switch (message)
        {
            case WorkerReady ready: Ready(ready); break;
            case ChunkEnded ended: Ended((DealtChunk)ended.Chunk); break;
            case RangeReturned back: _dealer.GaveBack(back.Range, back.Attempt); break;
            case WorkerLost lost:
                _links.Remove(lost.Worker);
                _ready.Remove(lost.Worker);
                break;
        }

        Deal();
    }

    private void Ready(WorkerReady ready)
    {
        _dealer.Finished(ready.Worker, (DealtChunk)ready.Chunk);
        if (_links.ContainsKey(ready.Worker)) _ready.Add(ready.Worker);
        if (ready.Ended) Ended((DealtChunk)ready.Chunk);
    }

    private void Ended(DealtChunk chunk)
    {
        if (!_running.Remove(chunk, out var link)) return;
        link.Load--;
        _length.Observe(chunk.Completed, chunk.Elapsed);
        _dealer.GaveBack(chunk.GivenBack, chunk.Attempt);
    }

    private void Deal()
    {
        _dealer.Workers = _links.Count;
        foreach (var number in _ready.Count > 1 ? _ready.OrderBy(ready => _links[ready].Load).ToArray() : [.. _ready])
        {
            Tries++;
            if (!_dealer.TryDeal(number, _job.Agenda.Time, out var deal)) continue;
            var (link, chunk) = (_links[number], new DealtChunk(deal.Range));
            _dealer.Holds(number, chunk);
            _ready.Remove(number);
            _running.Add(chunk, link);
            chunk.IsQueued = link.Load++ > 0;
            _job.Tell(link, chunk);
        }

        if (_ready.Count > 0) AskNodes();
    }

    private void AskNodes()
    {
        if (_ready.All(ready => _links[ready].Load > 0)) return;
        foreach (var link in _links.Values.Where(link => link.Load > 0))
        {
            Asked++;
            _job.Tell(link, new ReturnUnstarted(default));
        }
    }
}
