using ActorMap.Chunks;

namespace ActorMap.Functions;

/// <summary>How far a worker came with a chunk in one turn.</summary>
internal enum Turn
{
    /// <summary>Time is up; there is more of the chunk to start.</summary>
    Yielded,

    /// <summary>All of the chunk is started, and some still in flight.</summary>
    Started,

    /// <summary>All of the chunk has ended.</summary>
    Ended,

    /// <summary>There is more to start, but as many are in flight as may be.</summary>
    Waiting,

    /// <summary>The worker was given up in the middle of an item: it must touch nothing more.</summary>
    GivenUp,
}

/// <summary>One worker's copy of the function, and how it is applied to chunks.</summary>
internal interface IApplier
{
    /// <summary>Applies the function until the chunk is started, or the time is up.</summary>
    Turn Run(Chunk chunk, long deadline);
}

/// <summary>An applier whose items wait: they end between the turns.</summary>
internal interface IWaitingApplier : IApplier
{
    /// <summary>Hands over what has ended since the last time.</summary>
    void TellEnded();

    /// <summary>Whether items of a chunk were started that have not ended.</summary>
    bool HasInFlight(Chunk chunk);
}
