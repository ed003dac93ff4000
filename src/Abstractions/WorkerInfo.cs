namespace ActorMap;

/// <summary>Names a worker.</summary>
/// <param name="Number">Unique on its node, from 0. A worker that replaces a lost one has a number of its own.</param>
/// <param name="Node">The node that it runs on: the pool's name in one process, <c>host:port</c> in a cluster.</param>
public sealed record WorkerInfo(int Number, string Node)
{
    /// <summary>The worker as errors and logs name it: <c>3@actormap</c>.</summary>
    /// <returns><c>Number@Node</c>.</returns>
    public override string ToString() => $"{Number}@{Node}";
}
