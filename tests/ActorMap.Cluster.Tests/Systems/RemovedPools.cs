using ActorMap.Cluster.Systems;
using ActorMap.State;
using Xunit;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorMap.Cluster.Tests.Systems;

/// <summary>A pool's member is removed while a map runs, as one that stood still for longer than the others wait.</summary>
public sealed class RemovedPools
{
    [Fact]
    public async Task A_map_of_a_pool_that_was_taken_for_dead_says_so()
    {
        var (begun, go) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        var functions = new FunctionRegistry().Add("waits", (object? _) => new Waits(begun, go));
        await using var node = await ClusterNode.StartAsync(new NodeOptions { Port = 0, Workers = 1, Functions = functions });
        await using var pool = await ClusterPool.JoinAsync(new ClusterOptions { Seeds = [node.Address], WaitTimeout = Members.Deadline });
        var map = pool.Map(MapFunction.Named<int, int>("waits"), [1]).ToArrayAsync();
        await begun.Task.WaitAsync(Members.Deadline);

        var cluster = AkkaCluster.Get(node.System);
        cluster.Down(cluster.State.Members.Single(member => member.HasRole(Roles.Client)).Address);
        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => map.WaitAsync(Members.Deadline));
        go.SetResult();

        Assert.Matches("its pool stopped. (The other members took this program for dead|Another member broke with this program for good)", error.Message);
    }

    private sealed class Waits(TaskCompletionSource begun, TaskCompletionSource go) : IMapFunction<int, int>, ISharedByReference
    {
        public int Invoke(int item, MapContext context)
        {
            begun.TrySetResult();
            go.Task.GetAwaiter().GetResult();
            return item;
        }
    }
}
