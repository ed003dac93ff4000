using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Journaling;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Routing;
using ActorMap.Sources;
using ActorMap.Tests.Journaling;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Tests.Routing;

/// <summary>Recorded outcomes are read on a thread of nobody's, which the end of the job does not wait for.</summary>
public sealed class Replaying : TestKit
{
    private const int Count = 8;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly DelegateFunction<int, int> _function = new(item => item);
    private readonly int[] _items = [.. Enumerable.Range(0, Count)];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("actormap-replay-");
    private readonly GatedStorage _storage = new();
    private readonly TestProbe _aggregator;

    public Replaying()
        : base(Reference.Config) => _aggregator = CreateTestProbe();

    /// <summary>The disk is slow: the job is over before what was recorded is read.</summary>
    [Fact]
    public void A_chunk_that_is_taken_back_while_a_replay_fills_it_keeps_its_buffers_until_that_is_done()
    {
        var work = Recorded(Journal.AtPath("memory").Over(_ => _storage));
        var chunk = NewChunk(work);
        _storage.Gate.Reset();
        Assert.True(Replay.TryAnswer(work, chunk, 0, TestActor));
        Assert.True(_storage.Asked.Wait(Long));

        Assert.True(chunk.TryWithdraw(out _));
        chunk.LetGo();
        Assert.NotSame(Buffer(chunk), Buffer(NewChunk(work)));

        _storage.Gate.Set();
        var done = _aggregator.ExpectMsg<ChunkDone>(Long);
        Assert.Same(chunk, ExpectMsg<WorkerReady>(Long).Chunk);
        Assert.Equal((chunk, new IndexRange(0, Count)), ((Chunk<int, int>)done.Chunk, done.Range));
        Assert.Equal(_items, chunk.Results[..Count].ToArray());
        chunk.LetGo();
        Assert.Same(Buffer(chunk), Buffer(NewChunk(work)));
        Assert.NotSame(Buffer(chunk), Buffer(NewChunk(work)));
    }

    [Fact]
    public void A_replay_that_comes_after_its_journal_was_closed_says_so_and_lets_go()
    {
        var work = Recorded(Journal.AtPath(Path.Combine(_directory.FullName, "job.journal")));
        var chunk = NewChunk(work);
        Close(work.Journal!);
        Assert.True(Replay.TryAnswer(work, chunk, 5, TestActor));

        var failed = ExpectMsg<WorkFailed>(Long);
        Assert.Equal((work.Job, 5), (failed.Job, failed.Worker));
        Assert.Contains("can't be read", Assert.IsType<JournalException>(failed.Error).Message, StringComparison.Ordinal);
        Assert.Same(chunk, ExpectMsg<WorkerReady>(Long).Chunk);
        _aggregator.ExpectNoMsg(TimeSpan.Zero);
        chunk.LetGo();
        Assert.Same(Buffer(chunk), Buffer(NewChunk(work)));
    }

    protected override void AfterAll()
    {
        _storage.Gate.Set();
        base.AfterAll();
        _directory.Delete(recursive: true);
    }

    private static int[] Buffer(Chunk<int, int> chunk) => chunk.Locate(0).Results;

    private static Chunk<int, int> NewChunk(Work<int, int> work) => (Chunk<int, int>)work.CreateChunk(new IndexRange(0, Count), 1);

    private static void Close(JobJournal journal)
    {
        using var closed = new ManualResetEventSlim();
        journal.End(closed.Set);
        Assert.True(closed.Wait(Long));
    }

    /// <summary>A job whose outcomes are all in its journal.</summary>
    private Work<int, int> Recorded(Journal journal)
    {
        var first = NewWork(journal);
        var chunk = NewChunk(first);
        _items.CopyTo(chunk.Results);
        first.Journal!.Record(chunk, chunk.Range, null, default);
        Close(first.Journal);
        return NewWork(journal);
    }

    private Work<int, int> NewWork(Journal journal)
    {
        var options = new MapOptions { Journal = journal };
        var source = Source<int>.Of(_items).Open(null, TimeProvider.System);
        return new Work<int, int>(new JobId(Guid.Empty, 1), options, FunctionCopies.Elsewhere(_function), TimeProvider.System, source, FunctionForm.Item, Delivery.Values)
        {
            Aggregator = _aggregator,
            Journal = JobJournal<int, int>.Open(options, _function, Count),
        };
    }

    /// <summary>A disk that answers when it is let.</summary>
    private sealed class GatedStorage : JournalStorage
    {
        private readonly MemoryStorage _disk = new(new MemoryStream());

        public ManualResetEventSlim Gate { get; } = new(true);

        /// <summary>Set once somebody waits at the gate.</summary>
        public ManualResetEventSlim Asked { get; } = new();

        public override long Length => _disk.Length;

        public override int Read(Span<byte> to, long at)
        {
            if (!Gate.IsSet) Asked.Set();
            Gate.Wait();
            return _disk.Read(to, at);
        }

        public override void Write(ReadOnlySpan<byte> bytes, long at) => _disk.Write(bytes, at);

        public override void Flush() => _disk.Flush();

        public override void Cut(long length) => _disk.Cut(length);

        public override void Dispose() => _disk.Dispose();
    }
}
