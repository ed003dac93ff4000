using ActorMap.Chunks;
using ActorMap.Messages;

namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>The real chunk, without items and results.</summary>
internal sealed class DealtChunk(IndexRange range) : Chunk(range, 1, exact: false)
{
    protected override void Recycle()
    {
        // Nothing is rented.
    }
}
