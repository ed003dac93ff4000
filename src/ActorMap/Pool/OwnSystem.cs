using ActorMap.Threading;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.SysMsg;

namespace ActorMap.Pool;

/// <summary>An actor system that is there for the pool alone and ends with it.</summary>
internal sealed class OwnSystem(ActorSystem system) : PoolHost(system)
{
    /// <exception cref="PoolUnavailableException">The program has not all that it takes.</exception>
    public static OwnSystem Start(string name, Config config)
    {
        WholeProgram.Require();
        var system = ActorSystem.Create(name, PlainTimes.OfOwnSystem(config));
        HandedOver.Into(system, typeof(StopChild));
        return new(system);
    }

    /// <summary>Not waited for longer: what is deaf is left to itself; its threads do not keep the process alive.</summary>
    public override Task EndAsync(TimeSpan patience) => Task.WhenAny(System.Terminate(), Task.Delay(patience, TimeProvider.System));
}
