using ActorMap.Cluster.Keeping;

namespace ActorMap.Node.Nodes;

/// <summary>A node that is up, with workers of its own or in processes. Disposing it has it leave.</summary>
/// <param name="Address">Where it can be reached.</param>
/// <param name="Workers">How many workers it has.</param>
/// <param name="Ended">Completes when it is no member any more, with the exit code for it.</param>
/// <param name="HasJobsAsync">Whether it has a part of any job.</param>
/// <param name="Node">What leaves.</param>
internal sealed record StartedNode(string Address, int Workers, Task<int> Ended, Func<Task<bool>> HasJobsAsync, IAsyncDisposable Node) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Node.DisposeAsync();

    internal static async Task<StartedNode> StartAsync(NodeRequest request, NodeOptions options, CancellationToken cancellation)
    {
        if (request.Isolate)
        {
            var keeper = await Keeper.StartAsync(options, IsolatedWorker.Command(request), cancellation);
            return new StartedNode(keeper.Address, keeper.Workers, keeper.Ended, keeper.HasJobsAsync, keeper);
        }

        var node = await ClusterNode.StartAsync(options, cancellation);
        return new StartedNode(node.Address, node.Workers, node.Ended, () => Task.FromResult(node.Jobs > 0), node);
    }
}
