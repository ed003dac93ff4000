namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>Something to which things happen.</summary>
internal interface IScaled
{
    /// <param name="worker">Whose item has ended; -1 where it is a message.</param>
    /// <param name="message">The message.</param>
    void Happen(int worker, object? message);
}
