using ActorMap.Aggregation;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Routing;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Tests.Jobs;

/// <summary>
/// The actors of a job know each other before they know the job, and the consumer is on a thread of its own: what one asks of another may be there before
/// the job is. It is asked again, and so may be passed over; the map must not end with it.
/// </summary>
public sealed class BeingAskedTooEarly() : TestKit(Reference.Config)
{
    private static readonly JobId Job = new(Guid.Empty, 1);

    [Fact]
    public void The_consumer_may_wait_before_there_is_anything_to_collect() =>
        ActorOfAsTestActorRef<AggregatorActor>(AggregatorActor.Props()).Receive(new ConsumerWaits(Job));

    [Fact]
    public void The_aggregator_may_ask_before_there_is_anything_to_deal() =>
        ActorOfAsTestActorRef<RouterActor>(RouterActor.Props(TestActor)).Receive(new OutcomesWanted(Job));
}
