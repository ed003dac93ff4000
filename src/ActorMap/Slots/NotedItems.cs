using ActorMap.Messages;

namespace ActorMap.Slots;

/// <summary>What a worker noted before it was lost: the items that it was in.</summary>
/// <param name="Job">The number of their job, as the process that started it calls it.</param>
/// <param name="Range">Their positions: one, but where a function takes a batch.</param>
/// <param name="Since">The timestamp at which they began; 0 where that was not noted.</param>
internal readonly record struct NotedItems(long Job, IndexRange Range, long Since);
