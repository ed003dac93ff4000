namespace ActorMap.Node.Benching;

/// <summary>Spends the time that it was given on the numbers of workers, then on the lengths of chunks.</summary>
internal sealed class Bench(BenchRequest request, BenchRun run, TimeProvider time, Action<string> tell)
{
    private const int MostRounds = 5;
    private const int LeastRounds = 3;

    // Rates that lie so close together are stable; a larger number of workers has to be that much better to be advised.
    private const double Close = 0.03;

    private static readonly int?[] Chunks = [1, 10, 100, 1_000, 10_000];
    private static readonly TimeSpan LeastSlice = TimeSpan.FromMilliseconds(50);

    internal async Task<BenchResult> RunAsync(CancellationToken cancellation)
    {
        var (start, counts) = (time.GetTimestamp(), request.WorkerCounts());
        var slice = Longer(request.Time / ((counts.Length * LeastRounds) + (Chunks.Length * 2) + 1), LeastSlice);

        // What is compiled while it runs the first time is not what is measured; and it shows how long an item takes.
        tell("warming up");
        var warm = await run.MeasureAsync(request.MostWorkers, null, slice, cancellation);
        if (warm.Items == warm.Failed) return new BenchResult([new Series(warm.Workers, null, [warm])], [], warm.Workers, null);

        var forChunks = (slice * Chunks.Length * 2) / request.Time;
        var series = await RoundsAsync([.. counts.Select(count => new Series(count, null, []))], slice, start, request.Time * (1 - forChunks), cancellation);
        var best = LeastAsGoodAsBest(series);
        var lengths = Chunks.Where(length => length <= Math.Max(1, Math.Min(best.Rate * slice.TotalSeconds / best.Workers, run.LongestChunk(best.Workers)))).Select(length => new Series(best.Workers, length, []));
        var chunks = await RoundsAsync([.. lengths], slice, start, request.Time, cancellation);

        // What adapts is not given up for a little, nor for less than runs of one setting differ by.
        var fastest = chunks.MaxBy(one => one.Rate);
        var advised = fastest is not null && fastest.Rate > best.Rate * (1 + Math.Max(2 * Close, Math.Max(best.Spread, fastest.Spread))) ? fastest.Chunk : null;
        return new BenchResult(series, [best, .. chunks], best.Workers, advised);
    }

    /// <summary>In turns, so that a bad moment of the machine falls on all.</summary>
    private async Task<Series[]> RoundsAsync(Series[] series, TimeSpan slice, long start, TimeSpan until, CancellationToken cancellation)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            if (round > 1 && time.GetElapsedTime(start) >= until) break;
            foreach (var one in series)
            {
                if (round > LeastRounds && one.Spread < Close) continue;
                if (round > 1 && time.GetElapsedTime(start) >= until) break;
                tell($"{one.Workers} {Watch.ProgressText.Plural(one.Workers, "worker")}{(one.Chunk is { } chunk ? $", chunks of {chunk:N0}" : string.Empty)}, round {round}");
                one.Measures.Add(await run.MeasureAsync(one.Workers, one.Chunk, slice, cancellation));
            }

            if (round >= LeastRounds && series.All(one => one.Spread < Close)) break;
        }

        return series;
    }

    private static Series LeastAsGoodAsBest(Series[] series)
    {
        var most = series.Max(one => one.Rate);
        return series.Where(one => one.Rate >= most * (1 - Close)).MinBy(one => one.Workers)!;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>The measures of one setting.</summary>
internal sealed record Series(int Workers, int? Chunk, List<Measure> Measures)
{
    /// <summary>That of the median run: one that was disturbed counts no more than one that was lucky.</summary>
    internal Measure Median => Measures.OrderBy(one => one.Rate).ElementAt(Measures.Count / 2);

    internal double Rate => Median.Rate;

    /// <summary>How far the runs lie apart, as a share of the median.</summary>
    internal double Spread => (Measures.Max(one => one.Rate) - Measures.Min(one => one.Rate)) / Math.Max(Rate, 1e-9);
}

/// <summary>All that was measured.</summary>
/// <param name="Workers">By number of workers, from one.</param>
/// <param name="Chunks">By length of chunks, what adapts first, with the best number of workers.</param>
/// <param name="BestWorkers">The least number that is as good as the best.</param>
/// <param name="BestChunk">The best length; null where what adapts is as good.</param>
internal sealed record BenchResult(Series[] Workers, Series[] Chunks, int BestWorkers, int? BestChunk)
{
    /// <summary>How many of the records failed, however often each was tried.</summary>
    internal int Failed => Workers.Concat(Chunks).SelectMany(one => one.Measures).SelectMany(one => one.Failing).Distinct().Count();

    internal string? Failure => Workers.Concat(Chunks).SelectMany(one => one.Measures).Select(one => one.Failure).FirstOrDefault(one => one is not null);
}
