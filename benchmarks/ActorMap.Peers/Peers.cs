using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;
using ActorMap.Benchmarks.Works;

namespace ActorMap.Peers;

/// <summary>The works, over whatever workers.</summary>
internal static class Peers
{
    private static readonly TimeSpan Compiled = TimeSpan.FromSeconds(6);

    public static Peer Create(string work, int count, int steps, IReadOnlyList<IWorker> workers)
    {
        switch (work)
        {
            case "pairs":
                return Best([.. Enumerable.Range(0, count).Select(i => new Pair(i, i + 1))], [1_000, 10_000, 50_000], workers, (worker, items) => worker.ScaleAsync(items), Checks.Pairs);
            case "even":
                return Best(Pairs(CpuItem.Even(count, steps)), [10, 50, 200], workers, (worker, items) => worker.StepAsync(items), Checks.Steps);
            case "skewed":
                return Best(Pairs(CpuItem.Skewed(count, steps)), [1, 5, 20, 100], workers, (worker, items) => worker.StepAsync(items), Checks.Steps);
            case "large-in":
                byte[][] large = [.. Enumerable.Range(0, count).Select(LargeItems.Create)];
                return Timed.Peer(work, () => Dispatch.MapAsync(workers, large, (worker, item) => worker.TakeAsync(item)), LargeItems.CheckSums, warmUp: Compiled);
            case "large-out":
                int[] numbers = [.. Enumerable.Range(0, count)];
                return Timed.Peer(work, () => Dispatch.MapAsync(workers, numbers, (worker, item) => worker.MakeAsync(item)), LargeItems.CheckItems, warmUp: Compiled);
            case "one":
                return new Peer(work, () => TripsAsync(workers[0], count));
            default:
                throw new ArgumentException($"There is no work '{work}' of these peers.", nameof(work));
        }
    }

    private static Pair[] Pairs(IEnumerable<CpuItem> items) => [.. items.Select(item => new Pair(item.Seed, item.Steps))];

    /// <summary>The length of a chunk that turns out best in the warm-up is kept.</summary>
    private static Peer Best<TOut>(Pair[] items, int[] chunks, IReadOnlyList<IWorker> workers, Func<IWorker, Pair[], Task<TOut[]>> call, Func<TOut[], long> checksum)
    {
        var best = new Lazy<Task<int>>(async () =>
        {
            var times = new Dictionary<int, double>();
            foreach (var chunk in chunks.Concat(chunks))
            {
                var began = Stopwatch.GetTimestamp();
                await Dispatch.MapAsync(workers, items, chunk, call);
                times[chunk] = Stopwatch.GetElapsedTime(began).TotalSeconds;
            }

            return times.MinBy(entry => entry.Value).Key;
        });
        return Timed.Peer("best", async () => await Dispatch.MapAsync(workers, items, await best.Value, call), checksum, warmUp: Compiled);
    }

    private static async Task<Sample> TripsAsync(IWorker worker, int count)
    {
        var times = new double[count];
        var sum = 0L;
        for (var i = 0; i < times.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            sum += await worker.NextAsync(i);
            times[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        return new Sample(times, sum);
    }
}
