using ActorMap.Aggregation;
using ActorMap.Chunking;
using ActorMap.Chunks;
using ActorMap.Dispatch;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Routing;
using ActorMap.Sources;
using ActorMap.Workers;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Tests.Workers;

/// <summary>A lost worker may come back from its item after all. Others have run what it had by then, and nobody sees what it does.</summary>
public sealed class ComingBackLate : TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    // Static, as what is captured would be state.
    private static ManualResetEventSlim s_begun = new();
    private static ManualResetEventSlim s_end = new();

    private readonly FakeTimeProvider _time = new();

    public ComingBackLate()
        : base(Reference.Config) => (s_begun, s_end) = (new ManualResetEventSlim(), new ManualResetEventSlim());

    [Fact]
    public async Task A_worker_that_was_given_up_in_an_item_begins_nothing_else()
    {
        var worker = Sys.ActorOf(WorkerActor.Props(new WorkerInfo(3, "here"), _time));
        var (deaf, other) = (Job(1, new Blocking(), new MapOptions { ItemTimeout = TimeSpan.FromSeconds(1) }), Job(2, new Doubling()));
        var (hung, waits) = (Chunk(deaf), Chunk(other));
        worker.Tell(new ProcessChunk(deaf.Job, deaf, hung), TestActor);
        Assert.True(s_begun.Wait(Long));
        Assert.True(hung.Running.TryGiveUp(0));
        worker.Tell(new ProcessChunk(other.Job, other, waits), TestActor);
        s_end.Set();
        for (var i = 0; i < 2; i++) await worker.Ask<ActorIdentity>(new Identify(i), Long);
        Assert.True(waits.TryWithdraw(out var begun));
        Assert.False(begun);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public async Task Of_results_that_it_may_still_write_the_caller_has_a_copy()
    {
        var work = Job(1, new Doubling());
        var outlet = new ArrayOutlet<int, int>(work);
        var chunk = Chunk(work);
        Assert.True(chunk.TryPickUp());
        Assert.Equal([new IndexRange(0, 4)], Salvage(work, chunk));
        outlet.End(null);
        work.Array![0] = 7;
        Assert.Equal(0, (await outlet.Result)[0]);
    }

    [Fact]
    public async Task What_it_has_not_begun_it_never_begins_and_the_caller_has_the_array_itself()
    {
        var work = Job(1, new Doubling());
        var outlet = new ArrayOutlet<int, int>(work);
        var chunk = Chunk(work);
        Assert.Equal([new IndexRange(0, 4)], Salvage(work, chunk));
        Assert.False(chunk.TryPickUp());
        outlet.End(null);
        Assert.Same(work.Array, await outlet.Result);
    }

    private IEnumerable<IndexRange> Salvage(Work work, Chunk chunk)
    {
        var dealer = new Dealer(new ChunkLength(work.Rules));
        var outcomes = new Outcomes(work, new Retries(work, dealer, TestActor), new Stragglers(work.Options, dealer, new Roster(), (_, _) => { }));
        return outcomes.Salvage(chunk, 0).Where(range => !range.IsEmpty);
    }

    private static Chunk Chunk(Work work) => work.CreateChunk(new IndexRange(0, 4), 1);

    private Work<int, int> Job(int number, IMapFunction<int, int> function, MapOptions? options = null)
    {
        var copies = FunctionCopies.Capture(function, 1, replaceable: false, StateSharing.PerWorker);
        return new Work<int, int>(new JobId(Guid.Empty, number), options ?? new MapOptions(), copies, _time, Source<int>.Of([0, 0, 0, 0]).Open(null, _time), FunctionForm.Item, Delivery.Array) { Aggregator = TestActor };
    }

    private sealed class Doubling : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item * 2;
    }

    private sealed class Blocking : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context)
        {
            s_begun.Set();
            Assert.True(s_end.Wait(Long));
            return item;
        }
    }
}
