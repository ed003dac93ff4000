namespace ActorMap.Cluster.Wire;

/// <summary>A way to another member on which a message is written when it was told: nobody has it any more.</summary>
internal interface ISendsAtOnce;
