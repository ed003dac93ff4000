using ActorMap.Chunks;
using ActorMap.Messages;

namespace ActorMap.Journaling;

/// <summary>What the writer is to do: record outcomes of a chunk, which it holds until then, or go on with something once all that came before is durable.</summary>
/// <param name="Chunk">Holds the items and their results; null where there is nothing to record.</param>
/// <param name="Range">The items.</param>
/// <param name="Failure">Their failure: then they are one. Null for values.</param>
/// <param name="Then">Told whether what came before is durable.</param>
internal readonly record struct JournalEntry(Chunk? Chunk, IndexRange Range, ItemFailure? Failure, Action<bool>? Then);
