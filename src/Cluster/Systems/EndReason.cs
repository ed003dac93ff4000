namespace ActorMap.Cluster.Systems;

/// <summary>Why a member is none any more.</summary>
internal enum EndReason
{
    /// <summary>It left, as it was told to.</summary>
    Left,

    /// <summary>The others took it for dead and removed it.</summary>
    Downed,

    /// <summary>Another member broke with it for good. Only a new actor system can come back.</summary>
    Quarantined,

    /// <summary>Its actor system ended by itself, or before it was a member.</summary>
    Failed,
}
