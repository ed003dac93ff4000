using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>Counts a node's part of a job. The job's actor counts; whoever asks reads.</summary>
/// <param name="job">The job.</param>
/// <param name="function">The name of its function; null where the function travelled.</param>
/// <param name="wear">What the node's process has been through.</param>
internal sealed class NodeTally(JobId job, string? function, Wear wear)
{
    private long _came;
    private long _done;
    private long _failed;
    private long _returned;

    public void Came(long items) => Interlocked.Add(ref _came, items);

    public void Done(long items)
    {
        Interlocked.Add(ref _done, items);
        wear.Ran(items);
    }

    public void Failed(long items)
    {
        Interlocked.Add(ref _failed, items);
        Done(items);
    }

    /// <summary>Items that can't be read, or whose bytes were lost: failures that no worker had.</summary>
    public void NeverCame(long items)
    {
        Came(items);
        Failed(items);
    }

    public void Returned(long items) => Interlocked.Add(ref _returned, items);

    public JobWork Read()
    {
        var done = Interlocked.Read(ref _done);
        return new JobWork(job, function, Math.Max(0, Interlocked.Read(ref _came) - done - Interlocked.Read(ref _returned)), done, Interlocked.Read(ref _failed));
    }
}
