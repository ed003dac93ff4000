using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>Counts a node's part of a job. The job's actor counts; whoever asks reads.</summary>
internal sealed class NodeTally(JobId job, string? function)
{
    private long _came;
    private long _done;
    private long _failed;
    private long _returned;

    public void Came(long items) => Interlocked.Add(ref _came, items);

    public void Done(long items) => Interlocked.Add(ref _done, items);

    public void Failed(long items)
    {
        Interlocked.Add(ref _failed, items);
        Interlocked.Add(ref _done, items);
    }

    public void Returned(long items) => Interlocked.Add(ref _returned, items);

    public JobWork Read()
    {
        var done = Interlocked.Read(ref _done);
        return new JobWork(job, function, Math.Max(0, Interlocked.Read(ref _came) - done - Interlocked.Read(ref _returned)), done, Interlocked.Read(ref _failed));
    }
}
