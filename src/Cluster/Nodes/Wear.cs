namespace ActorMap.Cluster.Nodes;

/// <summary>Whether a node's process should make way for a fresh one: a thread in it never comes back.</summary>
internal sealed class Wear
{
    private readonly TaskCompletionSource _worn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it should.</summary>
    public Task Worn => _worn.Task;

    public void WearOut() => _worn.TrySetResult();
}
