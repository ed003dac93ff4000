using Akka.Configuration;

namespace ActorMap.Cluster.Tests.Contract;

/// <summary>Starts pools of a kind; disposing it ends what they ran on.</summary>
public interface IStartPool : IAsyncDisposable
{
    /// <param name="config">Goes before the defaults, wherever the pool has an actor system.</param>
    Task<MapPool> StartAsync(Config? config);
}
