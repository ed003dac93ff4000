namespace ActorMap.Dummy;

/// <summary>What of a node's options is told to its process.</summary>
internal sealed record MemberOptions(string Name, int Workers, string[] Seeds, bool AllowCode, string? Config, int Port, TimeSpan JoinTimeout);
