namespace ActorMap.Tests;

/// <summary>A value of eight others: four deep it takes 32 KiB, and 2^25 of those are more than any machine has room for.</summary>
public readonly record struct Eight<T>(T A, T B, T C, T D, T E, T F, T G, T H);
