using ActorMap.Chunks;
using ActorMap.Messages;
using ActorMap.Workers;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>The workers of a job as its router sees them: who is ready, and which chunks are out.</summary>
internal sealed class Roster
{
    private readonly Dictionary<int, WorkerHandle> _workers = [];
    private readonly Dictionary<Chunk, WorkerHandle> _running = [];
    private readonly Dictionary<int, WorkerHandle> _ready = [];
    private readonly HashSet<int> _engaged = [];
    private readonly HashSet<int> _served = [];
    private readonly PriorityQueue<WorkerHandle, long> _asking = new();
    private long _dealt;

    public int Count => _workers.Count;

    /// <summary>Chunks that have not ended.</summary>
    public Dictionary<Chunk, WorkerHandle> Running => _running;

    /// <summary>Workers that have the job's function.</summary>
    public IReadOnlyCollection<int> Engaged => _engaged;

    public bool AnyoneReady => _ready.Count > 0;

    public WorkerHandle this[int worker] => _workers[worker];

    public void Join(WorkerHandle worker)
    {
        _workers.Add(worker.Number, worker);
        _ready.Add(worker.Number, worker);
    }

    public void Leave(int worker)
    {
        _workers.Remove(worker);
        _ready.Remove(worker);
        _engaged.Remove(worker);
    }

    /// <param name="worker">The worker's number.</param>
    /// <param name="released">Whether it does not have the job's function any more.</param>
    public void Ready(int worker, bool released = false)
    {
        if (_workers.TryGetValue(worker, out var handle)) _ready[worker] = handle;
        if (released) Released(worker);
    }

    public void Released(int worker) => _engaged.Remove(worker);

    /// <summary>Takes back the chunks that no worker has in hand: those that are busy with other jobs need not come to them. A worker that began none has nothing to dispose.</summary>
    public List<Chunk> Withdraw()
    {
        var withdrawn = new List<Chunk>();
        foreach (var (chunk, worker) in _running)
        {
            if (chunk.TryWithdraw(out var begun)) withdrawn.Add(chunk);
            if (begun) _served.Add(worker.Number);
        }

        foreach (var chunk in withdrawn)
        {
            _running.Remove(chunk, out var worker);
            worker!.Unloaded();
        }

        _engaged.IntersectWith(_served);
        return withdrawn;
    }

    /// <summary>Workers that ask for work: the least loaded by other jobs first. The queue is made anew at the next call: loads change while one looks.</summary>
    public PriorityQueue<WorkerHandle, long> WhoIsReady()
    {
        // Of a thousand often only the first is looked at: sorting them all at each message would be most of what the router does.
        _asking.Clear();
        foreach (var worker in _ready.Values) _asking.Enqueue(worker, ((long)worker.Load << 32) + _asking.Count);
        return _asking;
    }

    public void Dealt(WorkerHandle worker, Chunk chunk)
    {
        _ready.Remove(worker.Number);
        _engaged.Add(worker.Number);
        _running.Add(chunk, worker);
        chunk.Worker = worker.Info;
        chunk.Number = ++_dealt;
        chunk.IsQueued = worker.LetsItLie;
        worker.Loaded();
    }

    /// <summary>What runs at or after the bound ends behind the item that it is in. To be called when the bound is set.</summary>
    public void StopAt(long bound)
    {
        Interlocked.MemoryBarrier();
        foreach (var chunk in _running.Keys) chunk.StopAt(bound);
    }

    /// <summary>Whether a worker has nothing at all to do. One that asks for more while what it has still runs has something to do.</summary>
    public bool IsAnyoneIdle()
    {
        var busy = _running.Values.ToHashSet();
        return !_ready.Values.All(busy.Contains);
    }

    /// <summary>Nodes may have more than they can start soon.</summary>
    public void AskNodes(ReturnUnstarted message, IActorRef router)
    {
        foreach (var node in _running.Values.ToHashSet().Where(worker => worker.IsNode)) node.Actor.Tell(message, router);
    }

    /// <summary>The chunks that a worker has not ended.</summary>
    public Chunk[] RunningOn(int worker) => [.. _running.Where(entry => entry.Value.Number == worker).Select(entry => entry.Key)];

    /// <summary>A worker that is lost comes to nothing that it was dealt.</summary>
    /// <returns>The worker, where it is in the middle of nothing; else null.</returns>
    public int? PutAside(int? lost) => lost is { } worker && RunningOn(worker).All(chunk => chunk.TryWithdraw(out _)) ? worker : null;

    /// <summary>A chunk is out no more; false if it was not.</summary>
    public bool Ended(Chunk chunk)
    {
        if (!_running.Remove(chunk, out var worker)) return false;
        _served.Add(worker.Number);
        worker.Unloaded();
        return true;
    }
}
