namespace ActorMap.Messages;

/// <summary>
/// A pool's link and a node get to know each other and stay in touch. A session is one unbroken conversation of the two: what comes from an older one is dropped.
/// </summary>
internal interface IJoining
{
    Guid Session { get; }
}

/// <summary>Link to node: may this pool use you? Ends whatever sessions the pool had with the node before.</summary>
/// <param name="Session">The new session.</param>
/// <param name="Pool">The pool, through all its sessions.</param>
/// <param name="Protocol">The version of these messages.</param>
/// <param name="Codec">The version of the encoding of items, results and state.</param>
/// <param name="Framework">The runtime, such as <c>.NET 10.0</c>.</param>
internal sealed record Hello(Guid Session, Guid Pool, int Protocol, int Codec, string Framework) : IJoining;

/// <summary>Node to link: yes.</summary>
/// <param name="Session">The session.</param>
/// <param name="Node">The node's name, <c>host:port</c>.</param>
/// <param name="Workers">How many workers it has.</param>
/// <param name="AllowsCode">Whether functions may travel to it.</param>
/// <param name="Functions">The functions that it has by name.</param>
internal sealed record Welcome(Guid Session, string Node, int Workers, bool AllowsCode, string[] Functions) : IJoining;

/// <summary>Node to link: no, and why.</summary>
internal sealed record Refused(Guid Session, string Reason) : IJoining;

/// <summary>Link to node, each second: the pool is there, and still means this session. Node to link: the same, while it does not come to say what it holds.</summary>
internal sealed record Beat(Guid Session) : IJoining;

/// <summary>
/// Node to link, each second and whenever asked: everything that it holds for the pool. What the link believes to be there and is not was lost on the way.
/// </summary>
internal sealed record NodeStatus(Guid Session, int Workers, JobStatus[] Jobs) : IJoining;

/// <summary>What a node holds of one job.</summary>
/// <param name="Job">The job.</param>
/// <param name="LastParcel">The highest number of a parcel that came.</param>
/// <param name="LastOutcome">The highest number of an outcome that was sent.</param>
/// <param name="Held">Positions that came and have no outcome yet.</param>
internal readonly record struct JobStatus(JobId Job, long LastParcel, long LastOutcome, IndexRange[] Held);

/// <summary>Node to link: it is about to leave the cluster. It finishes what runs, gives the rest back, and takes no more.</summary>
internal sealed record NodeLeaving(Guid Session) : IJoining;

/// <summary>Link to node: the pool is done with it. The node forgets all of the pool's jobs.</summary>
internal sealed record Farewell(Guid Session) : IJoining;
