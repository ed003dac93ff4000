using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Telemetry;
using ActorMap.Workers;

namespace ActorMap.Routing;

/// <summary>An item whose time, and the grace after it, have passed without the function coming back.</summary>
internal readonly record struct OverdueItem(Chunk Chunk, WorkerHandle Worker, ItemFailure Failure);

/// <summary>Finds items whose function ignores its token, and gives them up.</summary>
internal static class Overdue
{
    public static TimeSpan LookEvery(TimeSpan limit) => TimeSpan.FromTicks(Math.Clamp(limit.Ticks / 4, TimeSpan.FromMilliseconds(10).Ticks, TimeSpan.FromMilliseconds(250).Ticks));

    public static List<OverdueItem> GiveUp(Work work, IReadOnlyDictionary<Chunk, WorkerHandle> running)
    {
        var overdue = new List<OverdueItem>();
        var limit = work.Options.ItemTimeout!.Value;
        foreach (var (chunk, worker) in running)
        {
            if (!chunk.Running.TryRead(out var offset, out var since)) continue;
            var duration = work.Time.GetElapsedTime(since);
            if (duration <= limit + work.Grace || !chunk.Running.TryGiveUp(offset)) continue;
            work.Options.Observer?.Ran(new ChunkRun(chunk, new IndexRange(chunk.Start, chunk.Start + offset + 1), worker.Info, chunk.FailedCount + 1, chunk.Elapsed + duration));
            overdue.Add(new OverdueItem(chunk, worker, Failures.TimedOut(limit, chunk.Start + offset, chunk.Attempt, worker.Info, duration)));
        }

        return overdue;
    }
}
