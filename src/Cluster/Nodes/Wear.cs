namespace ActorMap.Cluster.Nodes;

/// <summary>Whether a node's process should make way for a fresh one: a thread in it never comes back, it has run as many items as it may, or it has grown.</summary>
/// <param name="items">How many items it may run.</param>
internal sealed class Wear(long items = long.MaxValue)
{
    private readonly TaskCompletionSource _worn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _answered;

    /// <summary>Completes when it should.</summary>
    public Task Worn => _worn.Task;

    /// <summary>Items that it has run.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Whether a thread runs in it that never comes back.</summary>
    public bool HasLostThread { get; private set; }

    public void WearOut() => _worn.TrySetResult();

    public void LoseThread()
    {
        HasLostThread = true;
        WearOut();
    }

    /// <summary>So many more items have run, well or not.</summary>
    public void Ran(long more)
    {
        if (Interlocked.Add(ref _answered, more) >= items) WearOut();
    }
}
