using ActorMap.Chunking;
using ActorMap.Dispatch;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Retry;
using ActorMap.Routing;
using ActorMap.Sources;
using ActorMap.Time;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Tests.Routing;

/// <summary>An item that waits for its next try is offered when that is due, whatever else happens at that moment.</summary>
public sealed class WakingForRetries : TestKit
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly Dealer _dealer = new(new ChunkLength(new ChunkRules())) { Workers = 2 };
    private readonly Retries _retries;

    public WakingForRetries()
    {
        var copies = FunctionCopies.Capture(new Same(), 1, replaceable: false, StateSharing.PerWorker);
        var work = new Work<int, int>(new JobId(Guid.Empty, 1), new MapOptions(), copies, _time, Source<int>.Of(new int[4]).Open(null, _time), FunctionForm.Item, Delivery.Array);
        _retries = new Retries(work, _dealer, TestActor);
    }

    [Fact]
    public void What_becomes_due_while_the_workers_are_asked_is_offered_at_once()
    {
        var asked = _time.Now();
        _dealer.Retry(new WaitingRetry(3, 2, Avoid: 0), asked + Millisecond);
        Assert.False(_dealer.TryDeal(1, asked, out _));
        _time.Advance(Millisecond);
        _retries.SetAlarm(asked);
        _time.Advance(Millisecond);
        ExpectMsg<RetryDue>();
        Assert.True(_dealer.TryDeal(1, _time.Now(), out _));
    }

    [Fact]
    public void What_another_has_not_come_for_in_time_is_offered_to_all()
    {
        var asked = _time.Now();
        _dealer.Retry(new WaitingRetry(3, 2, Avoid: 0), asked);
        Assert.False(_dealer.TryDeal(0, asked, out _));
        _retries.SetAlarm(asked);
        _time.Advance(RetryQueue.Patience - Millisecond);
        ExpectNoMsg(TimeSpan.Zero);
        _time.Advance(2 * Millisecond);
        ExpectMsg<RetryDue>();
        Assert.True(_dealer.TryDeal(0, _time.Now(), out _));
    }

    protected override void AfterAll()
    {
        _retries.Dispose();
        base.AfterAll();
    }

    private sealed class Same : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item;
    }
}
