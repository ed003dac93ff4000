using ActorMap.Benchmarks.Works;

namespace ActorMap.Peers;

/// <summary>A worker process, by whatever way it is reached.</summary>
internal interface IWorker
{
    Task<int[]> ScaleAsync(Pair[] items);

    Task<long[]> StepAsync(Pair[] items);

    Task<long> TakeAsync(byte[] item);

    Task<byte[]> MakeAsync(int item);

    Task<long> NextAsync(long item);
}

/// <summary>Two numbers: a pair to scale, or the seed and the steps of a <see cref="CpuItem"/>.</summary>
[GenerateSerializer]
internal readonly record struct Pair([property: Id(0)] int First, [property: Id(1)] int Second);

/// <summary>What a worker does, in its process.</summary>
internal static class Functions
{
    private const int Constant = 100;

    public static int Scale(int first, int second) => (first + second) * Constant;

    public static long Step(int seed, int steps) => new CpuItem(seed, steps).Run();
}
