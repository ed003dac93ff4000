using ActorMap.Node.Arguments;
using Akka.Configuration;

namespace ActorMap.Node.Running;

/// <summary>The pool that a map asks for, its actors' logs kept off unless asked for.</summary>
internal static class Pools
{
    // Console.Out is stderr by now: the standard logger is heard there.
    private const string Heard = "akka { loglevel = WARNING, stdout-loglevel = WARNING }";
    private const string HeardElsewhere = "akka { loglevel = INFO, stdout-loglevel = WARNING }";
    private const string Unheard = "akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }";

    /// <param name="verbose">Whether they are asked for.</param>
    /// <param name="elsewhere">Whether there are other processes, whose coming and going is worth a line.</param>
    internal static Config Logging(bool verbose, bool elsewhere) => ConfigurationFactory.ParseString(verbose ? elsewhere ? HeardElsewhere : Heard : Unheard);

    internal static Task<MapPool> StartAsync(MapRequest request, CancellationToken cancellation) => request.Place is WorkPlace.Here here
        ? MapPool.StartAsync(new PoolOptions { Workers = here.Workers, Config = Logging(request.Verbose, elsewhere: false) }, cancellation)
        : RemotePools.StartAsync(request, cancellation);
}
