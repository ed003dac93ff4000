using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>A few items that take long come last: who ends up alone with them?</summary>
internal sealed class SkewedItems(Settings settings, bool processes = false)
    : CpuItems(
        processes ? "process-skewed" : "skewed", "the same total, 1 % of the items 100 × longer and last" + (processes ? ", over worker processes" : ""), settings, CpuItem.Skewed, processes ? 0.93 : 0.97, processes)
{
    public override string? Mark => "W3";

    public override string Summary => "As `even`, with the same number of items and of steps in all: half of the work is in the last hundredth of the items.";
}
