namespace ActorMap.Cluster.Tests.Faults;

/// <summary>An item that a function runs, in whatever process.</summary>
internal sealed record Visit(int Process, int Item)
{
    private readonly TaskCompletionSource _leave = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the function may go on.</summary>
    public Task Left => _leave.Task;

    public void Leave() => _leave.TrySetResult();
}
