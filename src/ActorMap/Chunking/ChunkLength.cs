namespace ActorMap.Chunking;

/// <summary>
/// How long the next chunk is: as many items as take the target time, by the measured time of an item. Grows by a factor at most, shrinks at once,
/// and never takes more than its share of what is left (guided self-scheduling: Polychronopoulos and Kuck, 1987), so that all workers end together.
/// </summary>
internal sealed class ChunkLength(ChunkRules rules)
{
    // A chunk is at most remaining / (Share × workers): two more rounds for each worker, to even out what the measurement did not foresee.
    private const int Share = 2;

    private long _last = rules.First;

    /// <summary>The measured time of one item in seconds; null before the first.</summary>
    public double? ItemSeconds { get; private set; }

    /// <summary>Whether every chunk but the last must have the same length.</summary>
    public bool IsExact => rules.Exact is not null;

    public void Observe(long items, TimeSpan elapsed)
    {
        if (items <= 0) return;
        var measured = elapsed.TotalSeconds / items;
        ItemSeconds = ItemSeconds is { } known && measured < known ? (known + measured) / 2 : measured;
        _last = Math.Max(_last, Math.Min(items, rules.Longest));
    }

    /// <summary>The length of the next chunk, at least 1.</summary>
    /// <param name="left">Items that are left, if known.</param>
    /// <param name="workers">Workers that share them.</param>
    public long Next(long? left, int workers)
    {
        if (rules.Exact is { } exact) return exact;
        if (ItemSeconds is { } seconds)
        {
            var fits = seconds > 0 ? rules.Target.TotalSeconds / seconds : double.MaxValue;
            _last = (long)Math.Clamp(fits, 1, Math.Min((double)rules.Longest, (double)_last * rules.Growth));
        }

        var share = left is { } items ? (items + (Share * workers) - 1) / (Share * workers) : long.MaxValue;
        return Math.Max(1, Math.Min(_last, share));
    }
}
