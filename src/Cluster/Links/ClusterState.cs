using System.Collections.Concurrent;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Messages;

namespace ActorMap.Cluster.Links;

/// <summary>What the links of a pool share.</summary>
internal sealed class ClusterState(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, string> _refusals = new();
    private readonly List<(int Workers, TaskCompletionSource Enough)> _waiting = [];
    private readonly ConcurrentDictionary<JobId, WeakReference<JobCargo>> _refused = new();
    private readonly ConcurrentDictionary<string, bool> _lost = new();
    private int _numbers = -1;

    /// <summary>The pool, through all its sessions.</summary>
    public Guid Pool { get; } = Guid.NewGuid();

    public TimeProvider Time { get; } = time;

    /// <summary>How many items a node is sent in a session.</summary>
    public long ItemsPerNode { get; set; } = long.MaxValue;

    /// <summary>How long a process of the pool's own may say nothing before it is ended; null: for ever.</summary>
    public TimeSpan? HangTimeout { get; set; }

    /// <summary>Large bytes of all links.</summary>
    public BlobStore Blobs { get; } = new(long.MaxValue, BlobStore.Spare);

    /// <summary>Carries large bytes beside the messages; null where none does.</summary>
    public IBlobCarrier? Carrier { get; set; }

    /// <summary>State and code on their way to many nodes.</summary>
    public BlobSpreads Spreads { get; } = new(time);

    /// <summary>What all processes of the pool can read; null where they can't.</summary>
    public MemoryArea? Memory { get; init; }

    /// <summary>The nodes that are there now, by the number of their link.</summary>
    public ConcurrentDictionary<int, Welcome> Links { get; } = new();

    public IEnumerable<string> Nodes => Links.Values.Select(node => node.Node).Order(StringComparer.Ordinal);

    /// <summary>Why nodes would not have this pool.</summary>
    public IEnumerable<string> Refusals => _refusals.Select(refusal => $"{refusal.Key}: {refusal.Value}");

    /// <summary>Nodes that were lost while they ran items, since one last came.</summary>
    public IEnumerable<string> LostAtWork => _lost.Keys.Order(StringComparer.Ordinal);

    public int NextNumber() => Interlocked.Increment(ref _numbers);

    public void Joined(int number, Welcome node)
    {
        Links[number] = node;
        _refusals.TryRemove(node.Node, out _);
        _lost.Clear();
        lock (_waiting) Tell();
    }

    /// <summary>Completes when the nodes have so many workers together.</summary>
    public async Task WaitForWorkersAsync(int workers, CancellationToken cancellationToken)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            _waiting.Add((workers, enough));
            Tell();
        }

        await enough.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Lost(string nodeAtWork) => _lost[nodeAtWork] = true;

    public void Refused(string node, string reason) => _refusals[node] = reason;

    /// <summary>A node does not take the job; others may.</summary>
    public void Refused(JobId job, JobCargo cargo) => _refused[job] = new WeakReference<JobCargo>(cargo);

    /// <summary>Jobs that no node that is there takes, and why: those that did are gone.</summary>
    public IEnumerable<(JobId Job, string Why)> Stranded()
    {
        foreach (var (job, known) in _refused)
        {
            if (!known.TryGetTarget(out var cargo)) _refused.TryRemove(job, out _);
            else if (!Links.IsEmpty && AllRefuse(cargo)) yield return (job, cargo.Refusals.Values.First());
        }
    }

    /// <summary>Whether no node that is there takes the job.</summary>
    public bool AllRefuse(JobCargo cargo) => Links.Keys.All(cargo.Refusals.ContainsKey);

    private void Tell()
    {
        var workers = Links.Values.Sum(node => node.Workers);
        foreach (var (_, enough) in _waiting.Where(waiting => waiting.Workers <= workers)) enough.TrySetResult();
        _waiting.RemoveAll(waiting => waiting.Enough.Task.IsCompleted);
    }
}
