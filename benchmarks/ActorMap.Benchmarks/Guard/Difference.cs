namespace ActorMap.Benchmarks.Guard;

/// <summary>What one more item or chunk costs: a small and a large run of the same, so that what a map costs by itself falls out. What disturbs only adds, so the least of a few tries is taken.</summary>
internal static class Difference
{
    private const int Tries = 3;

    /// <param name="few">How many the small run has.</param>
    /// <param name="many">And the large one.</param>
    /// <param name="run">Runs so many; gives the counts that it added.</param>
    public static async Task<double[]> PerUnitAsync(int few, int many, Func<int, Task<double[]>> run)
    {
        await run(few);
        await run(many);
        double[]? least = null;
        for (var i = 0; i < Tries; i++)
        {
            var small = await run(few);
            var large = await run(many);
            var each = large.Zip(small, (a, b) => (a - b) / (many - few)).ToArray();
            least = least is null ? each : [.. least.Zip(each, Math.Min)];
        }

        return least!;
    }

    /// <summary>What a run by itself adds, at least.</summary>
    public static async Task<double[]> LeastAsync(Func<Task<double[]>> run)
    {
        await run();
        double[]? least = null;
        for (var i = 0; i < Tries; i++)
        {
            var now = await run();
            least = least is null ? now : [.. least.Zip(now, Math.Min)];
        }

        return least!;
    }

    /// <summary>What the counters say more after the run than before it.</summary>
    public static async Task<double[]> AddedAsync(Func<Task<double[]>> read, Func<Task> run)
    {
        var before = await read();
        await run();
        return [.. (await read()).Zip(before, (after, first) => after - first)];
    }
}
