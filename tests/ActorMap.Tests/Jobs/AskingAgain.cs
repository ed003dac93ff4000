using ActorMap.Aggregation;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Sources;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Tests.Jobs;

/// <summary>A consumer that goes on waiting has the router asked ever less often, and one that was given something begins anew.</summary>
public sealed class AskingAgain() : TestKit(Reference.Config)
{
    private static readonly JobId Job = new(Guid.Empty, 1);

    [Fact]
    public void The_router_is_asked_for_as_long_as_the_consumer_waits()
    {
        var time = new FakeTimeProvider();
        var function = new DelegateFunction<int, int>(item => item);
        var work = new Work<int, int>(Job, new MapOptions(), FunctionCopies.Elsewhere(function), time, Source<int>.Of(new int[1]).Open(null, time), FunctionForm.Item, Delivery.Values);
        var aggregator = ActorOfAsTestActorRef<AggregatorActor>(AggregatorActor.Props());
        aggregator.Tell(new BeginCollecting(work, new Untouched(), TestActor));

        var gaps = Enumerable.Range(0, 20).Select(_ => MillisecondsToNext(time)).ToList();
        Assert.InRange(gaps[0], 9, 11);
        Assert.All(gaps.Zip(gaps.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1));
        Assert.All(gaps.TakeLast(5), gap => Assert.InRange(gap, 99, 101));

        aggregator.Tell(new ConsumerWaits(Job));
        Assert.InRange(MillisecondsToNext(time), 9, 11);
    }

    [Fact]
    public void Each_wait_is_a_quarter_longer_up_to_the_longest()
    {
        var backoff = new AskBackoff();
        var waits = new List<TimeSpan> { backoff.First() };
        for (var i = 0; i < 20; i++) waits.Add(backoff.Next());

        Assert.Equal(TimeSpan.FromMilliseconds(10), waits[0]);
        Assert.Equal(AskBackoff.Longest, waits[^1]);
        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.Equal(Math.Min(1.25 * pair.First.TotalMilliseconds, 100), pair.Second.TotalMilliseconds, 3));
    }

    [Fact]
    public void Who_begins_to_wait_is_asked_for_soon()
    {
        var backoff = new AskBackoff();
        for (var i = 0; i < 20; i++) backoff.Next();
        Assert.Equal(AskBackoff.Shortest, backoff.First());
        Assert.True(backoff.Next() < 2 * AskBackoff.Shortest);
    }

    private int MillisecondsToNext(FakeTimeProvider time)
    {
        for (var gone = 1; gone <= 1_000; gone++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            if (!HasMessages) continue;
            ExpectMsg<OutcomesWanted>();
            return gone;
        }

        throw new InvalidOperationException("The router was not asked for a second.");
    }

    private sealed class Untouched : Outlet
    {
        public override void Put(Piece piece) => throw new InvalidOperationException("Nothing was done.");

        public override void End(Exception? error) => throw new InvalidOperationException("Nothing has ended.");
    }
}
