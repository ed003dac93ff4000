using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>A few items that take long come last: who ends up alone with them?</summary>
internal sealed class SkewedItems(Settings settings, bool processes = false)
    : CpuItems(
        processes ? "process-skewed" : "skewed", "the same total, 1 % of the items 100 × longer and last" + (processes ? ", over worker processes" : ""), settings, Items, processes ? 0.90 : 0.95, processes)
{
    public override string Summary => "As `even`, with the same number of items and of steps in all: half of the work is in the last hundredth of the items.";

    private static IEnumerable<CpuItem> Items(int count, int steps)
    {
        var @short = (int)(steps / (0.99 + (0.01 * 100)));
        return Enumerable.Range(0, count).Select(i => new CpuItem(i, i < count * 0.99 ? @short : @short * 100));
    }
}
