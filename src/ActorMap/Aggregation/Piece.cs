using ActorMap.Chunks;
using ActorMap.Messages;

namespace ActorMap.Aggregation;

/// <summary>Outcomes that travel together to the consumer: a run of values in a chunk, or one failure. Holds its chunk until it is let go.</summary>
internal readonly record struct Piece(Chunk Chunk, IndexRange Range, ItemFailure? Failure)
{
    public void LetGo() => Chunk.LetGo();
}
