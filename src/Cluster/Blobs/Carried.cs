namespace ActorMap.Cluster.Blobs;

/// <summary>What came of a blob that was fetched from one address.</summary>
/// <param name="Bytes">All of it, verified; empty where it did not come.</param>
/// <param name="Problem">What went wrong.</param>
/// <param name="Why">The same for a human, to follow the address.</param>
internal readonly record struct Carried(ReadOnlyMemory<byte> Bytes, CarryProblem Problem = CarryProblem.None, string Why = "");

/// <summary>Why a blob did not come from one address.</summary>
internal enum CarryProblem
{
    /// <summary>It came.</summary>
    None,

    /// <summary>Nobody there speaks HTTP with this member.</summary>
    Unreachable,

    /// <summary>It is not there any more.</summary>
    NotThere,

    /// <summary>It came in part, too slowly, or with other bytes.</summary>
    Broken,
}
