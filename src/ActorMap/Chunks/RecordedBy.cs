namespace ActorMap.Chunks;

/// <summary>How an outcome came about that a journal had.</summary>
/// <param name="Attempts">How often its item was tried.</param>
/// <param name="Worker">The worker of the last try.</param>
internal readonly record struct RecordedBy(int Attempts, WorkerInfo Worker);
