namespace ActorMap.Chunking;

/// <summary>
/// How many items may be between the source and the consumer. As the user says; else by time (so that an item that takes long holds up nobody
/// for a while), never fewer than keep every worker busy, and never more than the bytes allow.
/// </summary>
internal sealed class ReadAhead(int? maxInFlight, long bytes)
{
    /// <summary>8 MiB of items and results between source and consumer: far more than a chunk for each of many workers, and nothing to a program.</summary>
    public const long DefaultBytes = 8 << 20;

    /// <summary>How long the workers may run ahead of an item that holds up the order. Half a second of work is enough to ride out pauses that a person does not notice.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(500);

    public long Items(double? itemSeconds, long chunk, int workers, long bytesPerItem)
    {
        if (maxInFlight is { } exact) return exact;
        var busy = ((2L * workers) + 1) * chunk;
        var byTime = itemSeconds is > 0 ? Ahead.TotalSeconds / itemSeconds.Value * workers : busy;
        var byBytes = Math.Max(1, bytes / Math.Max(1, bytesPerItem));
        return (long)Math.Max(workers + 1, Math.Min(Math.Max(busy, byTime), byBytes));
    }
}
