using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Sources;
using ActorMap.Workers;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Tests.Workers;

/// <summary>A worker that has run all of a job lets go of the function by itself; whoever has run less of it waits to be told.</summary>
public sealed class EndingTheJob : TestKit
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestProbe _aggregator;
    private readonly IActorRef _worker;

    public EndingTheJob()
        : base(Reference.Config)
    {
        _aggregator = CreateTestProbe();
        _worker = Sys.ActorOf(WorkerActor.Props(new WorkerInfo(3, "here"), _time));
    }

    [Fact]
    public void Of_the_whole_job_nothing_is_kept()
    {
        var work = Job(new Doubling());

        Assert.Equal(new IndexRange(0, 4), Run(work, work.CreateChunk(new IndexRange(0, 4), 1)).Whole!.Range);
        _aggregator.ExpectNoMsg(TimeSpan.Zero);
        Assert.True(HasLetGo(work));
    }

    [Fact]
    public void A_part_of_the_job_is_not_its_end()
    {
        var work = Job(new Doubling());

        Assert.Null(Run(work, work.CreateChunk(new IndexRange(0, 3), 1)).Whole);
        Assert.Equal(new IndexRange(0, 3), _aggregator.ExpectMsg<ChunkDone>().Range);
        Assert.True(Run(work, work.CreateChunk(new IndexRange(3, 4), 1)) is { Ended: true, Whole: null });
        Assert.False(HasLetGo(work));
    }

    [Fact]
    public void Nor_is_all_of_it_where_another_has_taken_a_part()
    {
        var work = Job(new Doubling());
        var chunk = work.CreateChunk(new IndexRange(0, 4), 1);
        chunk.IsQueued = true;
        Assert.True(chunk.TryTakeTail(out _));

        Assert.True(Run(work, chunk) is { Ended: true, Whole: null });
        Assert.False(HasLetGo(work));
    }

    [Fact]
    public void Nor_where_an_item_has_failed_and_may_come_again()
    {
        var work = Job(new Failing());
        _worker.Tell(new ProcessChunk(work.Job, work, work.CreateChunk(new IndexRange(0, 4), 1)), TestActor);

        // The first failure may end the map, and is told before the end of the chunk.
        ExpectMsg<ItemsFailed>();
        Assert.Null(ExpectMsg<WorkerReady>().Whole);
        Assert.False(HasLetGo(work));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void Nor_of_what_comes_again_or_is_run_twice(int attempt, bool speculate)
    {
        var work = Job(new Doubling(), options: new MapOptions { Speculate = speculate });

        Assert.False(work.CreateChunk(new IndexRange(0, 4), attempt).IsWholeJob);
    }

    [Fact]
    public void Nor_of_a_source_that_may_have_more()
    {
        var source = Source<int>.Of(More()).Open(null, _time);
        var work = Job(new Doubling(), source);
        using var read = new ManualResetEventSlim();
        source.ReadTo(1, 1);
        source.Start(read.Set);
        source.Arm(0);
        Assert.True(read.Wait(TimeSpan.FromMinutes(1)));

        Assert.False(work.CreateChunk(new IndexRange(0, 1), 1).IsWholeJob);
        source.Stop();
    }

    [Fact]
    public void A_function_that_is_disposed_is_disposed_when_the_job_is_over()
    {
        var work = Job(new Disposing());

        Assert.Null(Run(work, work.CreateChunk(new IndexRange(0, 4), 1)).Whole);
        Assert.Equal(0, Disposing.Disposed.Value);
        _worker.Tell(new ReleaseJob(work.Job, Force: false), TestActor);
        Assert.Null(ExpectMsg<JobReleased>().DisposeError);
        Assert.Equal(1, Disposing.Disposed.Value);
    }

    private static IEnumerable<int> More()
    {
        yield return 1;
        yield return 2;
    }

    private Work<int, int> Job(IMapFunction<int, int> function, ItemSource<int>? source = null, MapOptions? options = null)
    {
        var copies = FunctionCopies.Capture(function, 1, replaceable: false, StateSharing.PerWorker);
        return new Work<int, int>(new JobId(Guid.Empty, 1), options ?? new MapOptions(), copies, _time, source ?? Source<int>.Of(new int[4]).Open(null, _time), FunctionForm.Item, Delivery.Array) { Aggregator = _aggregator };
    }

    private WorkerReady Run(Work work, Chunk chunk)
    {
        _worker.Tell(new ProcessChunk(work.Job, work, chunk), TestActor);
        return ExpectMsg<WorkerReady>();
    }

    /// <summary>A worker that does not have the job says at once that it is released.</summary>
    private bool HasLetGo(Work work)
    {
        _worker.Tell(new ReleaseJob(work.Job, Force: false), TestActor);
        _worker.Tell(new ReleaseJob(default, Force: false), TestActor);
        return ExpectMsg<JobReleased>().Job == work.Job;
    }

    private sealed class Doubling : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item * 2;
    }

    private sealed class Failing : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => context.Index == 2 ? throw new InvalidOperationException("two") : item;
    }

    private sealed class Disposing : IMapFunction<int, int>, IDisposable
    {
        public static readonly System.Runtime.CompilerServices.StrongBox<int> Disposed = new();

        public int Invoke(int item, MapContext context) => item;

        public void Dispose() => Disposed.Value++;
    }
}
