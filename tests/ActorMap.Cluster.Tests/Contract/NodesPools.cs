using ActorMap.Cluster.Pools;
using ActorMap.Tests.Pool;

namespace ActorMap.Cluster.Tests.Contract;

/// <summary>The contract over pools whose workers are on nodes.</summary>
/// <typeparam name="TStart">How a pool of the kind is started.</typeparam>
public abstract class NodesPools<TStart>(SharedPool<TStart> shared) : PoolContract, Xunit.IClassFixture<SharedPool<TStart>>
    where TStart : IStartPool, new()
{
    // For pools that a spec starts itself.
    private readonly TStart _own = new();

    protected override bool KnowsEachWorker => false;

    protected override bool KeepsOriginalExceptions => false;

    protected override bool KeepsReferences => false;

    public override async Task DisposeAsync() => await _own.DisposeAsync();

    protected override Task<MapPool> StartAsync(PoolOptions options) => _own.StartAsync(options.Config);

    protected override async Task WorkersAreBackAsync(MapPool pool)
    {
        await Within(((ClusterHost)pool.Host).WaitForWorkersAsync(pool, Workers, Patience, CancellationToken.None));
        await base.WorkersAreBackAsync(pool);
    }

    protected override Task<MapPool> BorrowAsync() => Task.FromResult(shared.Pool);
}
