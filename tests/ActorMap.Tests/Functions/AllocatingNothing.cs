using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Sources;
using Xunit;

namespace ActorMap.Tests.Functions;

/// <summary>What a worker does between the first item of a chunk and its last takes no memory: only chunks and their messages do.</summary>
public sealed class AllocatingNothing
{
    private const int Count = 100_000;

    private static readonly long[] Items = [.. Enumerable.Range(0, Count)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void For_function_objects(bool inPlace) => Check(new Triple(), FunctionForm.Item, inPlace);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void For_lambdas(bool inPlace)
    {
        var factor = 3;
        Check(new DelegateFunction<long, long>(item => item * factor), FunctionForm.Item, inPlace);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void For_batch_functions(bool inPlace) => Check(new Triple(), FunctionForm.Batch, inPlace);

    private static void Check(object function, FunctionForm form, bool inPlace)
    {
        var source = Source<long>.Of(Items).Open(null);
        var work = new Work<long, long>(new JobId(Guid.NewGuid(), 1), new MapOptions(), FunctionCopies.Elsewhere(function), TimeProvider.System, source, form, inPlace ? Delivery.Array : Delivery.Values);
        var applier = work.CreateApplier(new WorkerInfo(0, "here"), function, (_, _) => { });
        var chunk = work.CreateChunk(new IndexRange(0, 64), 1);
        while (applier.Run(chunk, long.MaxValue) == Turn.Yielded)
        {
        }

        // What the runtime takes to compile it, which it may do more than once, is not the loop's.
        Assert.Contains(0L, Enumerable.Range(0, 20).Select(_ => Bytes(applier, work)));
    }

    private static long Bytes<TIn, TOut>(IApplier applier, Work<TIn, TOut> work)
    {
        var chunk = work.CreateChunk(new IndexRange(0, Count), 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (applier.Run(chunk, long.MaxValue) == Turn.Yielded)
        {
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Count, chunk.Completed);
        chunk.LetGo();
        return bytes;
    }

    private sealed class Triple : IMapFunction<long, long>, IBatchMapFunction<long, long>
    {
        public long Invoke(long item, MapContext context) => item * 3;

        public void Invoke(ReadOnlySpan<long> items, Span<long> results, MapContext context)
        {
            for (var i = 0; i < items.Length; i++) results[i] = items[i] * 3;
        }
    }
}
