namespace ActorMap.Chunking;

/// <summary>What bounds the length of a chunk.</summary>
internal sealed record ChunkRules
{
    /// <summary>The exact length that the user asked for; null: adapt.</summary>
    public int? Exact { get; init; }

    /// <summary>The length of the first chunks, before an item has been measured.</summary>
    public long First { get; init; } = 1;

    /// <summary>No chunk is longer, so that memory stays bounded.</summary>
    public long Longest { get; init; } = int.MaxValue;

    /// <summary>How long a chunk should take. 2 ms keeps the hand-over (some 5 µs) under half a percent; see docs/performance.md.</summary>
    public TimeSpan Target { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>By how much a chunk may be longer than the one before it.</summary>
    public int Growth { get; init; } = 8;
}
