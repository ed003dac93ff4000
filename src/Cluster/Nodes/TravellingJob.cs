namespace ActorMap.Cluster.Nodes;

/// <summary>What travels of a job whose function travels: the function as it was captured, and the types that it maps.</summary>
internal sealed record TravellingJob(object Function, Type Item, Type Result);
