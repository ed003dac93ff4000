namespace ActorMap.Cluster.Systems;

/// <summary>What a member is for; members find each other by it.</summary>
internal static class Roles
{
    /// <summary>It has workers.</summary>
    public const string Node = "actormap-node";

    /// <summary>It keeps nodes in processes of their own, and has no workers itself.</summary>
    public const string Keeper = "actormap-keeper";

    /// <summary>It starts maps.</summary>
    public const string Client = "actormap-client";
}
