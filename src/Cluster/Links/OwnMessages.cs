using ActorMap.Messages;

namespace ActorMap.Cluster.Links;

/// <summary>A link to itself: a second has passed.</summary>
internal sealed record BeatDue
{
    public static BeatDue Instance { get; } = new();
}

/// <summary>A link to itself: nobody waits for the job any more.</summary>
internal sealed record JobCancelled(JobId Job);

/// <summary>Members to link: the node's connection broke, or its process ended.</summary>
internal sealed record NodeGone(string Reason);
