namespace ActorMap.State;

/// <summary>Marks what is passed to every worker as it is, never copied: thread-safe by design, and one by meaning (a pool).</summary>
internal interface ISharedByReference;
