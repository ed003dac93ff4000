namespace ActorMap.Cluster.Systems;

/// <summary>What a member is for; members find each other by it.</summary>
internal static class Roles
{
    /// <summary>It has workers.</summary>
    public const string Node = "actormap-node";

    /// <summary>It starts maps.</summary>
    public const string Client = "actormap-client";
}
