namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>How long items take: a bounded Pareto distribution, so that most are short, and a few take sixty times as long as the shortest.</summary>
internal static class HeavyTail
{
    private const double Shape = 1.2, Ratio = 60;

    /// <summary>The mean of what is drawn, in parts of the shortest.</summary>
    private static readonly double Mean = Shape / (Shape - 1) * (1 - Math.Pow(Ratio, 1 - Shape)) / (1 - Math.Pow(Ratio, -Shape));

    public static int[] Draw(int seed, int items, TimeSpan mean)
    {
        var least = mean.Ticks / Mean;
        var ticks = new int[items];
        for (var item = 0; item < items; item++)
        {
            var chance = new ItemRandom(seed, item).NextDouble() * (1 - Math.Pow(Ratio, -Shape));
            ticks[item] = (int)(least * Math.Pow(1 - chance, -1 / Shape));
        }

        return ticks;
    }
}
