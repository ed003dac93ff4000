using ActorMap.Node.Binding;
using ActorMap.Node.Input;
using ActorMap.Node.Programs;
using ActorMap.Node.Running;

namespace ActorMap.Node.Benching;

/// <summary>One timed map: the records again and again for a while.</summary>
internal sealed class BenchRun(BenchRequest request, MapPlan plan, BenchRecords records, TimeProvider time)
{
    /// <summary>What a worker gets of the input once, where that is all there is: in longer chunks some had nothing. The records are mapped again and again here, and by a map once.</summary>
    internal int LongestChunk(int workers) => records.IsAll ? records.Count / workers : int.MaxValue;

    /// <param name="workers">How many workers.</param>
    /// <param name="chunk">The chunk length; null for what adapts.</param>
    /// <param name="span">How long to go on dealing. What was dealt by then is waited for, and counts.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<Measure> MeasureAsync(int workers, int? chunk, TimeSpan span, CancellationToken cancellation)
    {
        await using var pool = await Pools.StartAsync(request.With(workers), cancellation);
        using var feed = new RecordFeed(records.Endless());
        var options = new MapOptions { Name = "bench", ChunkSize = chunk, Concurrency = request.Map.Concurrency, Seed = request.Map.Seed, Halt = Halt.Never, TimesTogether = true };
        var (items, failed, busy, start, isStopped) = (0L, 0L, TimeSpan.Zero, time.GetTimestamp(), false);
        var (leadIn, firstChunk) = (TimeSpan.Zero, TimeSpan.Zero);
        string? sample = null;
        var failing = new HashSet<int>();
        await foreach (var outcome in plan.Query(pool, feed).With(options).Settled().WithCancellation(cancellation))
        {
            if (items == 0) leadIn = time.GetElapsedTime(start);
            if (items < (chunk ?? 1)) firstChunk += outcome.Duration;
            items++;
            feed.Done(outcome.Item);
            busy += outcome.Duration;
            if (!outcome.Succeeded)
            {
                failed++;
                failing.Add((int)(outcome.Index % records.Count));
                sample ??= $"{outcome.Item.Place}: {Told(outcome.Error!)}";
            }

            if (isStopped || time.GetElapsedTime(start) - leadIn < span) continue;
            isStopped = true;
            feed.Stop();
        }

        // Workers that load a model first are to be compared by what they do then.
        var startUp = leadIn > firstChunk ? leadIn - firstChunk : TimeSpan.Zero;
        return new Measure(workers, chunk, items, failed, time.GetElapsedTime(start) - startUp, busy, startUp, sample) { Failing = failing };
    }

    /// <summary>As a map tells it: what did not reach the function has no type.</summary>
    private static string Told(MapItemException error)
    {
        var (type, message) = ProgramException.Read(error.ErrorType, error.ErrorMessage) ?? (error.ErrorType, error.ErrorMessage);
        return BadInput.Is(error) ? message : $"{type}: {message}";
    }
}

/// <summary>What one timed map gave.</summary>
internal sealed record Measure(int Workers, int? Chunk, long Items, long Failed, TimeSpan Elapsed, TimeSpan Busy, TimeSpan StartUp, string? Failure)
{
    /// <summary>Which of the records failed, at any of their tries.</summary>
    internal IReadOnlyCollection<int> Failing { get; init; } = [];

    internal double Rate => Items / Math.Max(Elapsed.TotalSeconds, 1e-9);

    /// <summary>The share of the workers' time that went into items.</summary>
    internal double BusyShare => Math.Min(1, Busy / (Elapsed * Workers));

    internal TimeSpan ItemTime => Items == 0 ? TimeSpan.Zero : Busy / Items;
}
