using ActorMap.Messages;

namespace ActorMap.Dispatch;

/// <summary>The decision to give a range to the worker that asked.</summary>
/// <param name="Range">The items.</param>
/// <param name="Attempt">Which try of them this is.</param>
/// <param name="Avoid">The worker on which an item failed that is tried again.</param>
internal readonly record struct Deal(IndexRange Range, int Attempt, int? Avoid = null);
