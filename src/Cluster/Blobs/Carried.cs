namespace ActorMap.Cluster.Blobs;

/// <summary>What came of a blob that was fetched from one address.</summary>
/// <param name="Bytes">All of it, verified; empty where it did not come.</param>
/// <param name="Problem">What went wrong.</param>
/// <param name="Why">The same for a human, to follow the address.</param>
internal readonly record struct Carried(ReadOnlyMemory<byte> Bytes, CarryProblem Problem = CarryProblem.None, string Why = "")
{
    /// <summary>It did not come, for a reason of this member's own.</summary>
    public static Carried Not(Exception error) => new(
        default, error is OutOfMemoryException ? CarryProblem.NoMemory : CarryProblem.Unreachable, $"could not be asked ({error.GetType().Name}: {error.Message})");
}

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

    /// <summary>This member has no memory for it, whoever has it.</summary>
    NoMemory,
}
