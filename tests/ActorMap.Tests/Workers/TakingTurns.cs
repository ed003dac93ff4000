using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Sources;
using ActorMap.Workers;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Tests.Workers;

/// <summary>Between two turns the router may take back a chunk of which nothing runs, and no other.</summary>
public sealed class TakingTurns : TestKit
{
    // Static, as a captured task would be state.
    private static TaskCompletionSource<int> s_item = new();

    private readonly Work<int, int> _work;
    private readonly TestProbe _router;
    private readonly TestProbe _aggregator;
    private readonly Engagement _engagement;
    private readonly Chunk<int, int> _chunk;

    public TakingTurns()
        : base(Reference.Config)
    {
        s_item = new TaskCompletionSource<int>();
        (_router, _aggregator) = (CreateTestProbe(), CreateTestProbe());
        var time = new FakeTimeProvider();
        var copies = FunctionCopies.Capture(new Waiting(), 1, replaceable: false, StateSharing.PerWorker);
        _work = new Work<int, int>(new JobId(Guid.Empty, 1), new MapOptions { Concurrency = 8 }, copies, time, Source<int>.Of(new int[8]).Open(null, time), FunctionForm.Async, Delivery.Values)
        {
            Aggregator = _aggregator,
        };
        _chunk = (Chunk<int, int>)_work.CreateChunk(new IndexRange(0, 8), 1);
        _engagement = new Engagement(_work, new WorkerInfo(0, "here"), _router, TestActor);
        _engagement.Prepare(_ => { });
        _engagement.Chunks.Enqueue(_chunk);
    }

    [Fact]
    public void A_chunk_with_an_item_in_flight_is_not_taken_back_and_ends_when_that_has()
    {
        EndTurnAfterOneItem();
        Assert.False(_chunk.TryWithdraw(out _));

        // The job is over, and the item ends late: nobody else has its place.
        _work.Cancel();
        Assert.False(_engagement.TakeTurn(long.MaxValue));
        Assert.False(_router.ExpectMsg<WorkerReady>().Ended);
        s_item.SetResult(7);
        _engagement.Resume(ExpectMsg<Resume>());
        Assert.Same(_chunk, _router.ExpectMsg<ChunkEnded>().Chunk);
        Assert.Equal(new IndexRange(0, 1), _aggregator.ExpectMsg<ChunkDone>().Range);
        Assert.Equal(7, _chunk.Result(0));
    }

    [Fact]
    public void A_chunk_is_taken_back_between_two_turns_where_all_that_was_started_of_it_has_ended()
    {
        s_item.SetResult(7);
        EndTurnAfterOneItem();
        Assert.True(_chunk.TryWithdraw(out var begun));
        Assert.True(begun);
        Assert.False(_engagement.TakeTurn(long.MaxValue));
        Assert.Empty(_engagement.Chunks);
    }

    private void EndTurnAfterOneItem()
    {
        Assert.True(_engagement.TakeTurn(deadline: 0));
        Assert.Equal(1, _chunk.Next);
    }

    private sealed class Waiting : IAsyncMapFunction<int, int>
    {
        public async ValueTask<int> InvokeAsync(int item, MapContext context) => await s_item.Task;
    }
}
