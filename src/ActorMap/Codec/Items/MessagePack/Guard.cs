namespace ActorMap.Codec;

/// <summary>Checks before writing that nothing in a value is of a class that derives from what its place is declared with.</summary>
/// <param name="value">What is about to be written.</param>
/// <param name="depth">How many levels more are allowed.</param>
internal delegate void Guard<in T>(T value, int depth);
