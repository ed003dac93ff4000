using Akka.Event;

namespace ActorMap.Cluster.Systems;

/// <summary>
/// Lines of Akka's remoting that say in many words, at the level of an error, what is no error: a member went away, and took its connection along. What that
/// means for maps the links say themselves; refused certificates and frames that are too large are other lines, and stay.
/// </summary>
internal static class RemotingNoise
{
    public static LogFilterSetup Filter() => new LogFilterBuilder()
        .ExcludeMessageContaining("has failed; address is now gated")
        .ExcludeMessageContaining("Unable to REMOVE channel")
        .ExcludeMessageContaining("Disassociated")
        .ExcludeMessageContaining("Tried to associate with unreachable remote address")
        .Build();
}
