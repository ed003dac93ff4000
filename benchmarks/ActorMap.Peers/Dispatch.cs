namespace ActorMap.Peers;

/// <summary>A map over worker processes as one would write it: whoever is free has the next chunk, and another waits at each worker.</summary>
internal static class Dispatch
{
    private const int AtATime = 2;

    public static async Task<TOut[]> MapAsync<TIn, TOut>(IReadOnlyList<IWorker> workers, TIn[] items, int chunk, Func<IWorker, TIn[], Task<TOut[]>> call)
    {
        var results = new TOut[items.Length];
        var next = 0;
        await Task.WhenAll(workers.SelectMany(worker => Enumerable.Range(0, AtATime).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Add(ref next, chunk) - chunk is var start && start < items.Length)
            {
                var answer = await call(worker, items[start..Math.Min(items.Length, start + chunk)]);
                answer.CopyTo(results, start);
            }
        }))));
        return results;
    }

    public static Task<TOut[]> MapAsync<TIn, TOut>(IReadOnlyList<IWorker> workers, TIn[] items, Func<IWorker, TIn, Task<TOut>> call) =>
        MapAsync(workers, items, 1, async (worker, one) => new[] { await call(worker, one[0]) });
}
