using ActorMap.Messages;
using ActorMap.Tests.Shared;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>A source that gives one item after the other, quicker than a node answers.</summary>
public sealed class SendingTrickles() : TestKit(Patience.OfTestKit)
{
    [Fact]
    public void The_next_short_chunk_is_asked_for_when_an_answer_comes()
    {
        var job = new LinkedJob(this, items: 4, slots: 1);
        job.Accept(0, 1);
        job.Router.ExpectMsg<WorkerReady>(ready => Assert.False(ready.Ended));
        job.Hear(job.Done(1, new IndexRange(0, 1)) with { Elapsed = TimeSpan.FromMicroseconds(10) });
        job.Router.ExpectMsg<ChunkEnded>();

        // What one item takes is known now.
        job.Accept(1, 3);
        Assert.Equal(new IndexRange(1, 3), job.Node.FishForMessage<RunParcel>(parcel => parcel.Range.Start == 1).Range);
        job.Router.ExpectNoMsg(TimeSpan.Zero);
        job.Hear(job.Done(2, new IndexRange(1, 2)));
        job.Router.ExpectMsg<WorkerReady>(ready => Assert.False(ready.Ended));
        job.Hear(job.Done(3, new IndexRange(2, 3)));
        job.Router.ExpectMsg<ChunkEnded>();
    }

    [Theory]
    [InlineData(5, 1_000, 1_000)]
    [InlineData(5, 7_000, 5_000)]
    [InlineData(60, 1_000, 60_000)]
    public void The_way_there_and_back_is_no_time_of_a_few_items(int milliseconds, int worked, int expected)
    {
        var job = new LinkedJob(this, items: 4, slots: 1);
        var chunk = job.Accept(0, 1);
        job.Router.ExpectMsg<WorkerReady>();
        job.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        job.Hear(job.Done(1, new IndexRange(0, 1)) with { Elapsed = TimeSpan.FromMicroseconds(worked) });
        job.Router.ExpectMsg<ChunkEnded>();

        Assert.Equal(expected, chunk.Elapsed.TotalMicroseconds, 50.0);
    }

    [Fact]
    public void A_short_chunk_whose_answer_is_the_first_asks_as_it_ends()
    {
        var job = new LinkedJob(this, items: 4, slots: 1);
        job.Accept(0, 1);
        job.Router.ExpectMsg<WorkerReady>();
        job.Hear(job.Done(1, new IndexRange(0, 1)) with { Elapsed = TimeSpan.FromMicroseconds(10) });
        job.Router.ExpectMsg<ChunkEnded>();
        job.Accept(1, 2);
        job.Router.ExpectNoMsg(TimeSpan.Zero);
        job.Hear(job.Done(2, new IndexRange(1, 2)));
        job.Router.ExpectMsg<WorkerReady>(ready => Assert.True(ready.Ended));
    }
}
