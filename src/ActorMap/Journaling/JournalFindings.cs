namespace ActorMap.Journaling;

/// <summary>What was found in a journal.</summary>
/// <param name="Outcomes">Outcomes that are not run again.</param>
/// <param name="Torn">Bytes at its end that a crash cut short, and that were dropped.</param>
internal readonly record struct JournalFindings(long Outcomes, long Torn);
