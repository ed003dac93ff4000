using ActorMap.Cluster.Lines;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Systems;
using Akka.Actor;

namespace ActorMap.Cluster.Pools;

/// <summary>A node is there.</summary>
/// <param name="Address">Where.</param>
/// <param name="Quarantine">Of a process of the pool's: the suspects of the one before it, and its own when it dies.</param>
/// <param name="Process">Of a process of the pool's: itself.</param>
internal sealed record NodeCame(Address Address, Quarantine? Quarantine = null, IOwnProcess? Process = null)
{
    /// <summary>Whose process it is, where a keeper of the cluster started it.</summary>
    public KeptPlace? Place { get; init; }

    /// <summary>The connection to it, where it is a process of the pool's; the others are found by remoting.</summary>
    public Line? Line { get; init; }
}

/// <summary>The connection to a process of the pool's is over: all that came by it has been passed on.</summary>
/// <param name="Address">What its node is called.</param>
internal sealed record LineBroke(Address Address);

/// <summary>A node is not there any more.</summary>
/// <param name="Address">Where it was.</param>
/// <param name="Death">How its process died, and of what; null where nobody is to blame.</param>
internal sealed record NodeWent(Address Address, Death? Death = null);

/// <summary>Members to itself: what was waited for at a node's end does not come.</summary>
internal sealed record PartingDue
{
    public static PartingDue Instance { get; } = new();
}

/// <summary>Members to itself: time to ask keepers again, or no more.</summary>
internal sealed record AskDue
{
    public static AskDue Instance { get; } = new();
}

/// <summary>Members to itself: a second has passed.</summary>
internal sealed record LookDue
{
    public static LookDue Instance { get; } = new();
}
