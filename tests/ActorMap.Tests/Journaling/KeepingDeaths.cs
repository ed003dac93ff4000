using System.Buffers;
using ActorMap.Chunks;
using ActorMap.Codec;
using ActorMap.Functions;
using ActorMap.Journaling;
using ActorMap.Messages;
using ActorMap.Sources;
using Xunit;

namespace ActorMap.Tests.Journaling;

/// <summary>How a worker's process died of an item is in its record, and is told again as it was.</summary>
public sealed class KeepingDeaths
{
    [Theory]
    [InlineData(42, null)]
    [InlineData(-1, null)]
    [InlineData(null, 9)]
    [InlineData(null, null)]
    public void Exit_code_and_signal_are_told_again(int? exitCode, int? signal)
    {
        var lost = Assert.IsType<WorkerLostException>(Again(Failures.Lost(2, 1, 2, new WorkerInfo(3, "here"), "how", exitCode, signal)));
        Assert.Equal((exitCode, signal, "here", 2L, 2), (lost.ExitCode, lost.Signal, lost.Node, lost.Index, lost.Attempts));
        Assert.Contains("2 worker processes died while they ran this item", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_older_journal_neither_is_known()
    {
        var lost = Assert.IsType<WorkerLostException>(Again(Failures.Lost(2, 1, 2, new WorkerInfo(3, "here"), "how", 42, null) with { Death = null }));
        Assert.Equal((null, null), (lost.ExitCode, lost.Signal));
    }

    [Fact]
    public void Other_failures_are_no_deaths()
    {
        Assert.IsType<MapItemException>(Again(Failures.Describe(new FormatException("no"), 2, 1, new WorkerInfo(3, "here"), default)));
        Assert.IsType<TimeoutException>(Again(Failures.TimedOut(TimeSpan.FromSeconds(1), 2, 1, new WorkerInfo(3, "here"), default)).InnerException);
    }

    private static MapItemException Again(ItemFailure failure)
    {
        var record = new ArrayBufferWriter<byte>();
        var (prints, results) = (new ItemPrints<int>(ItemCodec<int>.Create()), ItemCodec<int>.Create());
        new RecordWriter<int, int>(prints, results).Failure(Chunk(), failure, record);
        var (head, bytes, _) = RecordHead.Each(record.WrittenMemory).Single();
        var chunk = Chunk();
        Assert.Null(new RecordReader<int, int>(prints, results).Fill(chunk, 4, head, bytes));
        return Assert.Single(chunk.TakeFailures()).ToException();
    }

    private static Chunk<int, int> Chunk()
    {
        var copies = FunctionCopies.Capture(new Same(), 1, replaceable: false, StateSharing.PerWorker);
        var source = Source<int>.Of([1, 2, 3, 4]).Open(null, TimeProvider.System);
        return (Chunk<int, int>)new Work<int, int>(default, new MapOptions(), copies, TimeProvider.System, source, FunctionForm.Item, Delivery.Array).CreateChunk(new IndexRange(0, 4), 1);
    }

    private sealed class Same : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item;
    }
}
