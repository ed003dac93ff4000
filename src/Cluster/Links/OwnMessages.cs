using ActorMap.Messages;

namespace ActorMap.Cluster.Links;

/// <summary>A link to itself: a second has passed.</summary>
internal sealed record BeatDue
{
    public static BeatDue Instance { get; } = new();
}

/// <summary>A link to itself: time to look whether an item keeps its thread for longer than it may.</summary>
internal sealed record OverdueDue
{
    public static OverdueDue Instance { get; } = new();
}

/// <summary>A link to itself: nobody waits for the job any more.</summary>
internal sealed record JobCancelled(JobId Job);

/// <summary>Members to link: the node's connection broke, or its process ended.</summary>
/// <param name="Reason">Why it is gone.</param>
/// <param name="Death">How its process died, and of what; null where that is not known, or nobody is to blame.</param>
internal sealed record NodeGone(string Reason, Death? Death = null);

/// <summary>A link to itself: time to look whether what is out takes too long, as somebody has nothing to do.</summary>
internal sealed record ShareDue
{
    public static ShareDue Instance { get; } = new();
}
