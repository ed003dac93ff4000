using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>Items of 100 µs.</summary>
internal sealed class EvenItems(Settings settings) : CpuItems("even", "20,000 items of 100 µs", settings, Items, 0.97)
{
    public override string Summary =>
        $"{(Settings.Quick ? "2,000" : "20,000")} items of {Settings.Steps:N0} steps of arithmetic. The share is the serial loop's time in the same round, over cores × time.";

    private static IEnumerable<CpuItem> Items(int count, int steps) => Enumerable.Range(0, count).Select(i => new CpuItem(i, steps));
}
