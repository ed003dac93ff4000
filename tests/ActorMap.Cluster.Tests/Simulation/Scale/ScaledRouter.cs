using ActorMap.Chunking;
using ActorMap.Cluster.Links;
using ActorMap.Dispatch;
using ActorMap.Messages;

namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>The job's router over links: the pure core of it, asked as the <c>RouterActor</c> does for an array of items.</summary>
internal sealed class ScaledRouter : IScaled
{
    // As in Work: a node is given a long range.
    private static readonly TimeSpan NodeTarget = TimeSpan.FromMilliseconds(100);

    // As in Sharing.
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    private readonly ScaledJob _job;
    private readonly ChunkLength _length = new(new ChunkRules { First = int.MaxValue, Target = NodeTarget });
    private readonly Dealer _dealer;
    private readonly Dictionary<int, ScaledLink> _links = [];
    private readonly Dictionary<DealtChunk, ScaledLink> _running = [];

    // Who asks for work: those that have nothing at all to do go first.
    private readonly HashSet<int> _idle = [], _busy = [];
    private TimeSpan _askedAt = TimeSpan.MinValue / 2;
    private bool _asksLater;

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
        _idle.Add(link.Number);
    }

    public void Happen(int worker, object? message)
    {
        Messages++;
        switch (message)
        {
            case WorkerReady ready: Ready(ready); break;
            case ChunkEnded ended: Ended((DealtChunk)ended.Chunk); break;
            case RangeReturned back: _dealer.GaveBack(back.Range, back.Attempt); break;
            case ShareDue: _asksLater = false; break;
            case WorkerLost lost:
                _links.Remove(lost.Worker);
                _idle.Remove(lost.Worker);
                _busy.Remove(lost.Worker);
                break;
        }

        Deal();
    }

    private void Ready(WorkerReady ready)
    {
        _dealer.Finished(ready.Worker, (DealtChunk)ready.Chunk);
        if (ready.Ended) Ended((DealtChunk)ready.Chunk);
        if (_links.TryGetValue(ready.Worker, out var link)) (link.Load > 0 ? _busy : _idle).Add(ready.Worker);
    }

    private void Ended(DealtChunk chunk)
    {
        if (!_running.Remove(chunk, out var link)) return;
        link.Load--;
        if (link.Load == 0 && _busy.Remove(link.Number)) _idle.Add(link.Number);
        _length.Observe(chunk.Completed, chunk.Elapsed);
        _dealer.GaveBack(chunk.GivenBack, chunk.Attempt);
    }

    /// <summary>The least loaded first, as the roster has them.</summary>
    private void Deal()
    {
        _dealer.Workers = _links.Count;
        while (_idle.Count + _busy.Count > 0)
        {
            Tries++;
            var ready = _idle.Count > 0 ? _idle : _busy;
            var number = ready.First();
            if (!_dealer.TryDeal(number, _job.Agenda.Time, out var deal)) break;
            var (link, chunk) = (_links[number], new DealtChunk(deal.Range));
            _dealer.Holds(number, chunk);
            ready.Remove(number);
            _running.Add(chunk, link);
            link.Load++;
            _job.Tell(link, chunk);
        }

        if (_idle.Count > 0) AskNodes();
    }

    private void AskNodes()
    {
        if (_job.Agenda.Time - _askedAt < AskEvery)
        {
            if (!_asksLater) _job.Agenda.In((_askedAt + AskEvery - _job.Agenda.Time).Ticks, this, -1, ShareDue.Instance);
            _asksLater = true;
            return;
        }

        _askedAt = _job.Agenda.Time;
        foreach (var link in _links.Values.Where(link => link.Load > 0))
        {
            Asked++;
            _job.Tell(link, new ReturnUnstarted(default));
        }
    }
}
