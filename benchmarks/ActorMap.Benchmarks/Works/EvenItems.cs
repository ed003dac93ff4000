using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>Items of 100 µs, over threads or over worker processes.</summary>
internal sealed class EvenItems(Settings settings, bool processes = false)
    : CpuItems(processes ? "process-even" : "even", "20,000 items of 100 µs" + (processes ? ", over worker processes" : ""), settings, CpuItem.Even, processes ? 0.95 : 0.97, processes)
{
    public override string? Mark => "W2";

    public override string Summary =>
        $"{(Settings.Quick ? "2,000" : "20,000")} items of {Settings.Steps:N0} steps of arithmetic. The share is the serial loop's time in the same round, over cores × time.";

}
