using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using ActorMap.Tests.Shared;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>What of a chunk others may have while it is at a link.</summary>
public sealed class WaitingAtALink() : TestKit(Patience.OfTestKit)
{
    [Fact]
    public void What_the_node_has_no_room_for_can_be_taken_and_then_the_next_one_is_asked_for()
    {
        var job = new LinkedJob(this, items: 8, slots: 2);
        job.Accept(0, 2);
        var first = job.Node.ExpectMsg<RunParcel>();
        job.Node.ExpectMsg<RunParcel>();
        job.Router.ExpectMsg<WorkerReady>();

        var chunk = job.Accept(2, 6);
        Assert.True(chunk.IsQueued);
        Assert.True(chunk.TryTakeTail(out var tail));
        Assert.Equal(new IndexRange(4, 6), tail);
        while (chunk.TryTakeTail(out _));
        job.Node.ExpectNoMsg(TimeSpan.Zero);
        job.Hear(job.Done(1, first.Range));
        Assert.Same(chunk, job.Router.FishForMessage<WorkerReady>(ready => ready.Ended).Chunk);
    }

    [Theory]
    [InlineData(4, WireLimits.Inline + 1)]
    [InlineData(3, 0)]
    public void Until_the_job_is_open_all_can_be_taken_where_its_state_must_come_first_or_the_node_has_fewer_workers_than_there_are_items(int slots, int state)
    {
        var job = new LinkedJob(this, slots: slots, opened: false, state: state);
        Assert.Equal(4, job.Accept(0, 4).Unstarted);
        job.Node.ExpectMsg<OpenJob>();
        job.Node.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Where_the_node_need_not_fetch_anything_the_chunk_of_a_small_map_goes_right_behind_the_word_that_opens_the_job_and_the_next_one_waits()
    {
        var job = new LinkedJob(this, slots: 8, opened: false);
        job.Accept(0, 2);
        job.Node.ExpectMsg<OpenJob>();
        Assert.Equal([0, 1], new[] { job.Node.ExpectMsg<RunParcel>(), job.Node.ExpectMsg<RunParcel>() }.Select(parcel => parcel.Range.Start));
        Assert.Equal(2, job.Accept(2, 4).Unstarted);
        job.Node.ExpectNoMsg(TimeSpan.Zero);
        job.Job.Opened();
        Assert.Equal(2, job.Node.ExpectMsg<RunParcel>().Range.Start);
    }

    [Fact]
    public void What_was_sent_to_a_node_that_can_t_do_the_job_goes_back()
    {
        var job = new LinkedJob(this, slots: 8, opened: false);
        job.Accept(0, 2);
        job.Job.Leave();
        Assert.Equal([0, 1], new[] { job.Router.FishForMessage<RangeReturned>(_ => true), job.Router.FishForMessage<RangeReturned>(_ => true) }.Select(returned => returned.Range.Start).Order());
    }

    [Fact]
    public void A_retry_that_comes_back_from_a_node_still_avoids_the_worker_on_which_it_failed()
    {
        var job = new LinkedJob(this);
        var chunk = job.Work.CreateChunk(new IndexRange(1, 2), 2);
        chunk.Avoid = 5;
        job.Job.Accept(chunk);
        job.Node.ExpectMsg<RunParcel>();
        job.Job.GiveBack();
        Assert.Equal(new RangeReturned(job.Work.Job, new IndexRange(1, 2), 2, Avoid: 5), job.Router.FishForMessage<RangeReturned>(_ => true));
    }
}
