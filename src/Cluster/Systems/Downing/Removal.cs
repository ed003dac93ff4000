using Akka.Configuration;

namespace ActorMap.Cluster.Systems.Downing;

/// <summary>How long members that died are in the membership, and so in the way of whoever comes to their address.</summary>
internal static class Removal
{
    // What the failure detector adds to the pause that it accepts.
    private const int BeatsAdded = 2;

    /// <summary>
    /// The longest, by the settings of a member, which all have alike: of a node and a client that died together. The node's removal waits for the client's, which has twice the time. Many more that died take
    /// a round or some longer, and a side that is cut off removes nobody.
    /// </summary>
    /// <returns>Null where another strategy decides.</returns>
    public static TimeSpan? Longest(Config config) =>
        config.GetString("akka.cluster.downing-provider-class").StartsWith(typeof(WorkersDowning).FullName!, StringComparison.Ordinal)
            ? config.GetTimeSpan("akka.cluster.failure-detector.acceptable-heartbeat-pause") + (BeatsAdded * config.GetTimeSpan("akka.cluster.failure-detector.heartbeat-interval"))
                + (2 * config.GetTimeSpan("actormap.cluster.down-after"))
            : null;
}
