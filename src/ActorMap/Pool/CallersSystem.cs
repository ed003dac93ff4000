using Akka.Actor;

namespace ActorMap.Pool;

/// <summary>An actor system of the caller's, which the pool leaves as it is.</summary>
internal sealed class CallersSystem : PoolHost
{
    public CallersSystem(ActorSystem system)
        : base(system) => HandedOver.Into(system);

    public override Task EndAsync(TimeSpan patience) => Task.CompletedTask;
}
