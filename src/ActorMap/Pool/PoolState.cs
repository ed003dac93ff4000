using System.Collections.Concurrent;
using ActorMap.Jobs;
using ActorMap.Messages;
using ActorMap.Time;
using ActorMap.Workers;
using Akka.Actor;

namespace ActorMap.Pool;

/// <summary>What of the pool can be seen from any thread: its workers, its jobs, whether it is gone.</summary>
internal sealed class PoolState(string node, TimeProvider time, Action workerAbandoned)
{
    private readonly Guid _id = Guid.NewGuid();
    private long _jobs;
    private volatile WorkerHandle[] _workers = [];
    private volatile bool _isStopped;

    public string Node { get; } = node;

    public TimeProvider Time { get; } = time;

    public ConcurrentDictionary<JobId, (JobPlan Plan, IActorRef Actor, TimeSpan Began)> Jobs { get; } = new();

    public WorkerHandle[] Workers
    {
        get => _workers;
        set => _workers = value;
    }

    /// <summary>Whether it was disposed.</summary>
    public bool IsStopped
    {
        get => _isStopped;
        set => _isStopped = value;
    }

    /// <summary>The maps that its actor has yet to start; closed when that has ended, with the pool or with the actor system around it.</summary>
    public WaitingPlans Waiting { get; } = new();

    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="PoolUnavailableException">Its actor system has ended.</exception>
    public void CheckAlive(MapPool pool)
    {
        ObjectDisposedException.ThrowIf(_isStopped, pool);
        if (Waiting.IsClosed) throw new PoolUnavailableException($"The actor system of the pool '{Node}' has ended, and the pool with it. Start another pool.");
    }

    /// <summary>Tells where the pool lives that a worker was given up.</summary>
    public void WorkerAbandoned() => workerAbandoned();

    public PoolSnapshot Snapshot()
    {
        var workers = Workers;
        var now = Time.Now();
        return new PoolSnapshot(
            Nodes(workers),
            [.. workers.Select(worker => new WorkerSnapshot(worker.Info, worker.Load))],
            [.. Jobs.Values.Select(job => new JobSnapshot(job.Plan.Name, job.Plan.Work.Counts.Done, job.Plan.Work.Counts.Failed, job.Plan.Work.Source.Total, now - job.Began))]);
    }

    private NodeSnapshot[] Nodes(WorkerHandle[] workers) => workers.Any(worker => worker.IsNode) || workers.Length == 0
        ? [.. workers.Select(node => new NodeSnapshot(node.Info.Node, node.Size))]
        : [new NodeSnapshot(Node, workers.Length)];

    public JobId NextJob() => new(_id, Interlocked.Increment(ref _jobs));
}
