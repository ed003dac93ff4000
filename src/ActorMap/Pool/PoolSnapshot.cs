namespace ActorMap;

/// <summary>What a pool was doing at one moment.</summary>
/// <param name="Nodes">Its nodes; one, for a pool in one process.</param>
/// <param name="Workers">Its workers.</param>
/// <param name="Jobs">The maps that ran.</param>
public sealed record PoolSnapshot(IReadOnlyList<NodeSnapshot> Nodes, IReadOnlyList<WorkerSnapshot> Workers, IReadOnlyList<JobSnapshot> Jobs);

/// <summary>A node of a pool.</summary>
/// <param name="Node">Its name: the pool's in one process, <c>host:port</c> in a cluster.</param>
/// <param name="Workers">How many workers it has.</param>
public sealed record NodeSnapshot(string Node, int Workers);

/// <summary>A worker of a pool.</summary>
/// <param name="Worker">Which.</param>
/// <param name="Chunks">Chunks that it holds, of all maps.</param>
public sealed record WorkerSnapshot(WorkerInfo Worker, int Chunks);

/// <summary>A map that runs on a pool.</summary>
/// <param name="Name">Its name: <see cref="MapOptions.Name"/> or <c>job-N</c>.</param>
/// <param name="Done">Items with an outcome, failures included.</param>
/// <param name="Failed">Failures among them.</param>
/// <param name="Total">The number of items; null while it is not known.</param>
/// <param name="Elapsed">Time since it started.</param>
public sealed record JobSnapshot(string Name, long Done, long Failed, long? Total, TimeSpan Elapsed);
