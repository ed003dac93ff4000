using Akka;
using Akka.Actor;

namespace ActorMap.Cluster.Systems;

/// <summary>
/// Remoting shuts the whole actor system down when a member that it dials fails the TLS handshake. One expired certificate would so take down
/// every member that dials its owner. The guard fails the first phase of that shutdown, which ends it there.
/// </summary>
internal static class DialGuard
{
    /// <summary>Internal to Akka.Remote; a spec holds that it is still called so.</summary>
    private const string Reason = "TlsHandshakeFailureReason";

    public static void Watch(ActorSystem system)
    {
        var shutdown = CoordinatedShutdown.Get(system);
        var log = Akka.Event.Logging.GetLogger(system, typeof(DialGuard));
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "actormap-dial-guard", () =>
        {
            if (!IsSpent(system))
                return Task.FromResult(Done.Instance);
            Log.DialRefused(log);
            return Task.FromException<Done>(new InvalidOperationException("A handshake that failed is no reason to shut down."));
        });
    }

    /// <summary>A coordinated shutdown runs once: after one that the guard ended, leaving is done by hand.</summary>
    public static bool IsSpent(ActorSystem system) => CoordinatedShutdown.Get(system).ShutdownReason?.GetType().Name == Reason;
}
