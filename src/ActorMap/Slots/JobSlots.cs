namespace ActorMap.Slots;

/// <summary>The slots of this process, for one job.</summary>
/// <param name="Board">All of them.</param>
/// <param name="Job">The mark of the job, as the process that started it calls it.</param>
internal sealed record JobSlots(SlotBoard Board, long Job);
