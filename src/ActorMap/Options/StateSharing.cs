namespace ActorMap;

/// <summary>How many copies of the function's state there are.</summary>
public enum StateSharing
{
    /// <summary>Every worker has its own copy. The default.</summary>
    PerWorker,

    /// <summary>
    /// The workers of a node share one copy: for large state that never changes. Refused with <see cref="StateCopyException"/> unless the state
    /// is deeply immutable or its type is marked <see cref="ImmutableStateAttribute"/>.
    /// </summary>
    PerNode,
}
