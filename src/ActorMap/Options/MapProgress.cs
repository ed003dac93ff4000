namespace ActorMap;

/// <summary>How far a map is.</summary>
/// <param name="Done">Items with an outcome, failures included; never falls.</param>
/// <param name="Failed">Failures among them.</param>
/// <param name="Total">The number of items; null while the source has not ended and does not tell.</param>
/// <param name="Elapsed">Time since the map started.</param>
public readonly record struct MapProgress(long Done, long Failed, long? Total, TimeSpan Elapsed)
{
    /// <summary>Outcomes a second since the start; 0 before time has passed.</summary>
    public double ItemsPerSecond => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>The time that the rest takes at the rate so far; null while the total or the rate is not known.</summary>
    public TimeSpan? Remaining => Total is { } total && ItemsPerSecond > 0
        ? TimeSpan.FromSeconds(Math.Min((total - Done) / ItemsPerSecond, TimeSpan.MaxValue.TotalSeconds / 2))
        : null;

    /// <summary>Workers that the map has now.</summary>
    public int Workers { get; init; }
}
