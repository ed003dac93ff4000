using System.Runtime.CompilerServices;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Pool;
using Akka.Actor;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>A pool that hires nobody: the simulation's workers join it.</summary>
internal sealed class NoWorkers(ActorSystem system) : PoolHost(system), IShipping
{
    public override IShipping Shipping => this;

    public bool NodesHaveFunctions => false;

    /// <summary>A program would await the pool, and go on on another thread.</summary>
    public static MapPool Start(Stage stage, string name, TimeProvider time)
    {
        var isThere = false;
        var pool = Create(new NoWorkers(stage.System), new PoolOptions { Name = name, Time = time });
        pool.Actor.Tell(new AreYouReady(), stage.Make(_ => isThere = true));
        while (!isThere) OneThread.Current.TakeForeign();
        return pool;
    }

    public override Task EndAsync(TimeSpan patience) => Task.CompletedTask;

    public Cargo Load<TIn, TOut>(JobId job, CallerFunction<TIn, TOut> function, StateSharing sharing) => throw new NotSupportedException();

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern MapPool Create(PoolHost host, PoolOptions options);
}
