namespace ActorMap.Messages;

/// <summary>Where large bytes lie in the memory that a program and a process it started have in common.</summary>
/// <param name="Offset">From the start of the area that their writer fills.</param>
/// <param name="Length">How many bytes there are.</param>
/// <param name="Stamp">What stands before them as long as they are there: the room may be another's by the time that somebody looks.</param>
internal readonly record struct MemoryPlace(long Offset, long Length, long Stamp);
