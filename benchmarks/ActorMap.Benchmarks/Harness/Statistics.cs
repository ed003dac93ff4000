namespace ActorMap.Benchmarks.Harness;

internal static class Statistics
{
    public static double Median(this double[] values) => values.Percentile(50);

    /// <summary>The value that so many in a hundred do not exceed; between two, by their distance.</summary>
    public static double Percentile(this double[] values, double percent)
    {
        var sorted = values.Order().ToArray();
        var place = (sorted.Length - 1) * percent / 100;
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
