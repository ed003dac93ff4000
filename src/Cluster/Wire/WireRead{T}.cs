namespace ActorMap.Cluster.Wire;

/// <summary>Reads a value.</summary>
internal delegate T WireRead<out T>(ref WireReader reader);
