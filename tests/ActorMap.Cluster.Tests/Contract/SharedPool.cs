using Xunit;

namespace ActorMap.Cluster.Tests.Contract;

/// <summary>A pool for all specs of a class: to start one takes a second.</summary>
/// <typeparam name="TStart">How it is started.</typeparam>
public sealed class SharedPool<TStart> : IAsyncLifetime
    where TStart : IStartPool, new()
{
    private readonly TStart _start = new();

    public MapPool Pool { get; private set; } = null!;

    public async Task InitializeAsync() => Pool = await _start.StartAsync(null);

    public async Task DisposeAsync()
    {
        await Pool.DisposeAsync();
        await _start.DisposeAsync();
    }
}
