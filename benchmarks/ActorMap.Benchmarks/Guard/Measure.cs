namespace ActorMap.Benchmarks.Guard;

/// <summary>Something that is counted, and is the same on every machine.</summary>
/// <param name="Name">What it is; the key in the baseline.</param>
/// <param name="Value">What was counted now.</param>
/// <param name="Slack">By how much it may be more than the baseline, beside <see cref="Share"/>: in its own unit.</param>
internal sealed record Measure(string Name, double Value, double Slack = 0)
{
    /// <summary>Every measure may be so much more, as a share of its baseline: beats, timers and buffers that happen to grow.</summary>
    public const double Share = 0.05;

    public double Limit(double baseline) => (baseline * (1 + Share)) + Slack;

    public bool IsBetter(double baseline) => Value < (baseline * (1 - Share)) - Slack;
}
