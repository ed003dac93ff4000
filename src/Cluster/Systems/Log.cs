using Akka.Actor;
using Akka.Event;

namespace ActorMap.Cluster.Systems;

/// <summary>Every line that a member logs about itself and its peers.</summary>
internal static class Log
{
    public static void PeerRefused(ILoggingAdapter log, string peer, string? subject, string why) =>
        log.Warning("Refused {0} ({1}): {2}", peer, subject ?? "no certificate", why);

    public static void DialRefused(ILoggingAdapter log) =>
        log.Warning("A member that was dialled failed the TLS handshake; it is left alone and this member goes on. The line before says which and why");

    public static void Downs(ILoggingAdapter log, Address member, TimeSpan after) =>
        log.Warning("{0} was unreachable for {1} and is taken for dead", member, $"{after.TotalSeconds:0.#} s");

    public static void Spares(ILoggingAdapter log, int unreachable, int nodes) =>
        log.Warning("{0} of {1} nodes are unreachable: this member is cut off rather than they dead, and takes none for dead", unreachable, nodes);
}
