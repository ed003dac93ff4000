using ActorMap.Messages;

namespace ActorMap.Cluster.Keeping;

/// <summary>Keeper to its door: a process is there.</summary>
/// <param name="Node">Its node's name, <c>host:port</c>.</param>
internal sealed record ProcessBegan(string Node);

/// <summary>Keeper to its door: a process has ended.</summary>
/// <param name="Node">Its node's name.</param>
/// <param name="End">How; the question is whose it will be.</param>
internal sealed record ProcessEnded(string Node, EndTold End);

/// <summary>A door to itself: time to look who has waited for long enough.</summary>
internal sealed record WaitingDue
{
    public static WaitingDue Instance { get; } = new();
}
