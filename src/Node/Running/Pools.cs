using ActorMap.Node.Arguments;
using Akka.Configuration;

namespace ActorMap.Node.Running;

/// <summary>The pool in this process, its actors' logs kept off unless asked for.</summary>
internal static class Pools
{
    // Console.Out is stderr by now: the standard logger is heard there.
    private const string Heard = "akka { loglevel = INFO, stdout-loglevel = WARNING }";
    private const string Unheard = "akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }";

    internal static Task<MapPool> StartAsync(MapRequest request) => MapPool.StartAsync(new PoolOptions
    {
        Workers = request.Workers,
        Config = ConfigurationFactory.ParseString(request.Verbose ? Heard : Unheard),
    });
}
