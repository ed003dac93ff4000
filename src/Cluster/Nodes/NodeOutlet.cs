using ActorMap.Aggregation;

namespace ActorMap.Cluster.Nodes;

/// <summary>A node's part of a job has no consumer here: its outcomes go back to the job.</summary>
internal sealed class NodeOutlet : Outlet
{
    public override void Put(Piece piece) => piece.LetGo();

    public override void End(Exception? error)
    {
    }
}
