using ActorMap.Messages;

namespace ActorMap.Slots;

/// <summary>What a worker noted before it was lost: the items that it was in.</summary>
/// <param name="Job">The mark of their job, as the process that started it calls it.</param>
/// <param name="Range">Their positions: one, but where a function takes a batch.</param>
/// <param name="Due">The timestamp by which they must have left the worker's thread; 0 where they have all the time.</param>
internal readonly record struct NotedItems(long Job, IndexRange Range, long Due);
