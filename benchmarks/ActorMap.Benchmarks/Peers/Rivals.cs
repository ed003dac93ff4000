using System.Collections.Concurrent;
using System.Threading.Tasks.Dataflow;
using ActorMap.Benchmarks.Harness;
using Akka.Streams.Dsl;

namespace ActorMap.Benchmarks.Peers;

/// <summary>A parallel, ordered map with what .NET and Akka.NET have, as one would write it.</summary>
internal static class Rivals
{
    public static TOut[] Plinq<TIn, TOut>(TIn[] items, Func<TIn, TOut> body) => [.. items.AsParallel().AsOrdered().Select(body)];

    public static TOut[] ParallelFor<TIn, TOut>(TIn[] items, Func<TIn, TOut> body)
    {
        var results = new TOut[items.Length];
        Parallel.For(0, items.Length, i => results[i] = body(items[i]));
        return results;
    }

    public static TOut[] Ranges<TIn, TOut>(TIn[] items, RangeLoop<TIn, TOut> loop)
    {
        var results = new TOut[items.Length];
        Parallel.ForEach(Partitioner.Create(0, items.Length), range =>
        {
            var (start, length) = (range.Item1, range.Item2 - range.Item1);
            loop(items.AsSpan(start, length), results.AsSpan(start, length));
        });
        return results;
    }

    public static async Task<TOut[]> ForEachAsync<TIn, TOut>(TIn[] items, Func<TIn, TOut> body)
    {
        var results = new TOut[items.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, items.Length), (i, _) =>
        {
            results[i] = body(items[i]);
            return ValueTask.CompletedTask;
        });
        return results;
    }

    public static async Task<TOut[]> DataflowAsync<TIn, TOut>(TIn[] items, Func<TIn, TOut> body)
    {
        var block = new TransformBlock<TIn, TOut>(body, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = Settings.Cores, EnsureOrdered = true });
        foreach (var item in items) block.Post(item);
        block.Complete();
        return await TakeAsync(block, items.Length);
    }

    public static async Task<TOut[]> TakeAsync<TOut>(IReceivableSourceBlock<TOut> block, int count)
    {
        var results = new TOut[count];
        for (var i = 0; i < count && await block.OutputAvailableAsync();)
        {
            while (i < count && block.TryReceive(out var result)) results[i++] = result;
        }

        return results;
    }

    public static async Task<TOut[]> StreamsAsync<TIn, TOut>(TIn[] items, Func<TIn, TOut> body) =>
        [.. await Source.From(items).SelectAsync(Settings.Cores, item => Task.Run(() => body(item))).RunWith(Sink.Seq<TOut>(), Engines.Materializer)];
}

/// <summary>The loop over a range, written out.</summary>
internal delegate void RangeLoop<TIn, TOut>(ReadOnlySpan<TIn> items, Span<TOut> results);
