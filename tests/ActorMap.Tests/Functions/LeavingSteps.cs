using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Sources;
using ActorMap.Workers;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Tests.Functions;

/// <summary>A step is as many items as should take some microseconds, by those before them. Where they turn out long it is left behind the item that runs.</summary>
public sealed class LeavingSteps : TestKit
{
    private const int Count = 1000;
    private const int Long = 700;

    private static readonly WorkerInfo s_worker = new(3, "here");

    // Static, as what is captured would be state: what happens in the long item, and what has run.
    private static Action s_inItem = () => { };
    private static List<int> s_ran = [];

    private readonly FakeTimeProvider _time = new();

    public LeavingSteps() => (s_inItem, s_ran) = (() => { }, []);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_claimed_and_is_not_started_is_the_chunks_again(bool isTimed)
    {
        var (work, chunk) = Begin(isTimed ? Delivery.Settled : Delivery.Array);
        s_inItem = () =>
        {
            chunk.StepEnd = 0;
            work.StopAt(Long + 1);
        };
        Assert.Equal(Turn.Ended, Run(work, chunk));
        Assert.Equal(Enumerable.Range(0, Long + 1), s_ran);
        Assert.Equal((Long + 1, Long + 1), (chunk.Completed, chunk.Next));
        Assert.Equal(new IndexRange(Long + 1, Count), chunk.GiveBack());
    }

    [Fact]
    public void It_is_all_run_where_there_is_time()
    {
        var (work, chunk) = Begin(Delivery.Array);
        s_inItem = () => chunk.StepEnd = 0;
        Assert.Equal(Turn.Ended, Run(work, chunk));
        Assert.Equal(Enumerable.Range(0, Count), s_ran);
    }

    [Fact]
    public void Nothing_begins_behind_a_bound_that_is_set_meanwhile()
    {
        var (work, chunk) = Begin(Delivery.Array);
        var roster = Dealt(chunk);
        s_inItem = () =>
        {
            work.Cancel();
            roster.StopAt(work.Bound);
        };
        Assert.Equal(Turn.Ended, Run(work, chunk));
        Assert.Equal(Long + 1, s_ran.Count);
    }

    /// <summary>It may be the end of the map, and those that follow it may be long.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_first_failure_of_a_chunk_ends_step_and_turn(bool isTimed)
    {
        var (work, chunk) = Begin(isTimed ? Delivery.Settled : Delivery.Array);
        s_inItem = () => throw new FormatException("bad");
        Assert.Equal(Turn.Yielded, Run(work, chunk));
        Assert.True(chunk.HasUntoldFailures);
        Assert.Equal(Long + 1, s_ran.Count);
        Assert.Equal(Turn.Ended, Run(work, chunk));
        Assert.Equal(Enumerable.Range(0, Count), s_ran);
    }

    [Fact]
    public void The_router_has_a_step_left_that_it_meets_twice_and_looks_again()
    {
        var (work, chunk) = Begin(Delivery.Array);
        var roster = Dealt(chunk);
        using var sharing = new Sharing(work, roster, TestActor);
        sharing.Look(false);
        Assert.True(chunk.TryClaim(100, out _, out _));
        chunk.StepEnd = 100;
        Ring(10);
        sharing.Look(false);
        Assert.Equal(100, chunk.StepEnd);
        Ring(20);
        sharing.Look(false);
        Assert.Equal(0, chunk.StepEnd);
        Ring(40);
        chunk.Completed = Count;
        sharing.Look(false);
        _time.Advance(TimeSpan.FromMinutes(1));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void And_soon_where_something_happens_meanwhile()
    {
        var (work, chunk) = Begin(Delivery.Array);
        var roster = Dealt(chunk);
        using var sharing = new Sharing(work, roster, TestActor);
        sharing.Look(false);
        for (var wait = 10; wait < 500; wait *= 2)
        {
            Ring(wait);
            sharing.Look(false);
        }

        sharing.Look(false);
        Ring(10);
    }

    /// <summary>Nothing comes before the time, and then the word to deal again.</summary>
    private void Ring(int milliseconds)
    {
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        ExpectNoMsg(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        ExpectMsg<RetryDue>();
    }

    private (Work<int, int> Work, Chunk<int, int> Chunk) Begin(Delivery delivery)
    {
        var copies = FunctionCopies.Capture(new Noting(), 1, replaceable: false, StateSharing.PerWorker);
        var work = new Work<int, int>(
            new JobId(Guid.Empty, 1), new MapOptions(), copies, _time, Source<int>.Of(Enumerable.Range(0, Count).ToArray()).Open(null, _time), FunctionForm.Item, delivery)
        {
            Aggregator = TestActor,
        };
        return (work, (Chunk<int, int>)work.CreateChunk(new IndexRange(0, Count), 1));
    }

    /// <summary>Where the chunk is out, at the one worker.</summary>
    private Roster Dealt(Chunk chunk)
    {
        var (roster, handle) = (new Roster(), new WorkerHandle(s_worker, TestActor));
        roster.Join(handle);
        roster.Dealt(handle, chunk);
        return roster;
    }

    /// <summary>By this clock items take no time at all, so steps grow, and one of them has the long item and many behind it.</summary>
    private static Turn Run(Work<int, int> work, Chunk chunk) => work.CreateApplier(s_worker, new Noting(), (_, _) => { }).Run(chunk, long.MaxValue);

    private sealed class Noting : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context)
        {
            s_ran.Add(item);
            if (item == Long) s_inItem();
            return item;
        }
    }
}
