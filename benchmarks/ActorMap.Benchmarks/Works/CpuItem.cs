using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ActorMap.Benchmarks.Works;

/// <summary>A fixed amount of arithmetic, each step waiting for the one before: time that others take from the machine shows in every peer alike.</summary>
internal readonly record struct CpuItem(int Seed, int Steps)
{
    private const double Wanted = 100e-6;

    // By itself, so that all peers run the same machine code, and not what their loops make of it: the serial one is compiled while it runs, and otherwise.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public long Run()
    {
        var x = (long)Seed;
        for (var i = 0; i < Steps; i++) x = (x * 6364136223846793005) + 1442695040888963407;
        return x;
    }

    public static IEnumerable<CpuItem> Even(int count, int steps) => Enumerable.Range(0, count).Select(i => new CpuItem(i, steps));

    /// <summary>As many steps in all: a hundredth of the items, the last, is a hundred times as long as the others.</summary>
    public static IEnumerable<CpuItem> Skewed(int count, int steps)
    {
        var @short = (int)(steps / (0.99 + (0.01 * 100)));
        return Enumerable.Range(0, count).Select(i => new CpuItem(i, i < count * 0.99 ? @short : @short * 100));
    }

    /// <summary>The steps that take 100 µs on this machine while nobody disturbs: by the fastest of many tries.</summary>
    public static int Calibrate()
    {
        const int Steps = 100_000;
        var item = new CpuItem(1, Steps);
        var least = double.MaxValue;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromMilliseconds(500))
        {
            var began = Stopwatch.GetTimestamp();
            GC.KeepAlive(item.Run());
            least = Math.Min(least, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return (int)(Steps * Wanted / least);
    }
}
