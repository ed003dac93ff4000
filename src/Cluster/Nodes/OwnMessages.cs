using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>A job of a node to itself: time to look how far its workers are.</summary>
internal sealed record LookDue
{
    public static LookDue Instance { get; } = new();
}

/// <summary>Session to its jobs: say what you hold. Answered with <see cref="StatusSaid"/>.</summary>
internal sealed record StatusDue
{
    public static StatusDue Instance { get; } = new();
}

/// <summary>Job to session: that is said.</summary>
internal sealed record StatusSaid(JobId Job);

/// <summary>A session to itself: a second has passed.</summary>
internal sealed record TickDue
{
    public static TickDue Instance { get; } = new();
}

/// <summary>A session to itself, from the thread that opens a job: its part here is made.</summary>
/// <param name="Opening">Which.</param>
/// <param name="Error">Why it can't be; null where it can.</param>
internal sealed record NodeJobMade(JobOpening Opening, Exception? Error);

/// <summary>Job to session: it has begun.</summary>
/// <param name="Job">As the other side calls it.</param>
/// <param name="Local">As the node's own pool does.</param>
internal sealed record NodeJobBegun(JobId Job, JobId Local);

/// <summary>Job to session: it is over.</summary>
internal sealed record NodeJobEnded(JobId Job);

/// <summary>Session to job: this parcel's items do not come.</summary>
internal sealed record ParcelLost(RunParcel Parcel, Exception Error);

/// <summary>Job to session: the node leaves, and nothing of the job is on it any more.</summary>
internal sealed record NodeJobDrained(JobId Job);

/// <summary>Program to node: finish or give back what you hold. Answered with <see cref="NodeDrained"/>.</summary>
internal sealed record DrainNode
{
    public static DrainNode Instance { get; } = new();
}

/// <summary>Node to program: it holds nothing any more.</summary>
internal sealed record NodeDrained
{
    public static NodeDrained Instance { get; } = new();
}
