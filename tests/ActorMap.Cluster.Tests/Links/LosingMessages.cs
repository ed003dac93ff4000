using ActorMap.Messages;
using ActorMap.Tests.Shared;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>What a link makes of messages that are lost, late or doubled on their way to a node and back.</summary>
public sealed class LosingMessages() : TestKit(Patience.OfTestKit)
{
    private static readonly TimeSpan TwoStatuses = TimeSpan.FromSeconds(2.1);

    [Fact]
    public void A_parcel_that_did_not_come_is_sent_again_after_two_statuses()
    {
        var job = new LinkedJob(this);
        job.Accept(0, 2);
        var (first, second) = (job.Node.ExpectMsg<RunParcel>(), job.Node.ExpectMsg<RunParcel>());
        job.Job.Reconcile(job.Status(lastParcel: 1));
        job.Node.ExpectMsg<OutcomesCame>();
        job.Time.Advance(TwoStatuses);
        job.Job.Reconcile(job.Status(lastParcel: 1));
        Assert.Same(second, job.Node.ExpectMsg<RunParcel>());
        Assert.Equal(0, job.Node.ExpectMsg<OutcomesCame>().UpTo);

        // It is on its way again.
        job.Job.Reconcile(job.Status(lastParcel: 1));
        job.Node.ExpectMsg<OutcomesCame>();
        Assert.Equal(1, first.Number);
    }

    [Fact]
    public void An_outcome_that_comes_twice_counts_once_and_in_whatever_order()
    {
        var job = new LinkedJob(this);
        job.Accept(0, 2);
        var parcels = new[] { job.Node.ExpectMsg<RunParcel>(), job.Node.ExpectMsg<RunParcel>() };
        job.Router.ExpectMsg<WorkerReady>();
        var (first, second) = (job.Done(1, parcels[0].Range), job.Done(2, parcels[1].Range));
        job.Hear(second);
        job.Hear(second);
        Assert.Equal(parcels[1].Range, job.Aggregator.ExpectMsg<ChunkDone>().Range);
        Assert.False(job.Job.Awaits(2));
        Assert.True(job.Job.Awaits(1));
        job.Hear(first);
        Assert.Equal(parcels[0].Range, job.Aggregator.ExpectMsg<ChunkDone>().Range);
        job.Router.ExpectMsg<ChunkEnded>();
        job.Hear(first);
        job.Aggregator.ExpectNoMsg(TimeSpan.Zero);
        job.Job.Reconcile(job.Status(lastParcel: 2));
        Assert.Equal(2, job.Node.FishForMessage<OutcomesCame>(_ => true).UpTo);
        Assert.Equal([0, 2], job.Work.Array![..2]);
    }

    [Fact]
    public void A_node_that_does_not_answer_is_asked_again_to_open_and_to_forget()
    {
        var job = new LinkedJob(this, opened: false);
        var open = job.Node.ExpectMsg<OpenJob>();
        Assert.True(job.Job.Beat());
        job.Time.Advance(TwoStatuses);
        Assert.True(job.Job.Beat());
        Assert.Same(open, job.Node.ExpectMsg<OpenJob>());
        job.Job.Opened();
        job.Job.Opened();

        job.Job.Release(force: false);
        job.Node.ExpectMsg<ForgetJob>();
        job.Time.Advance(TwoStatuses);
        Assert.True(job.Job.Beat());
        job.Node.ExpectMsg<ForgetJob>();
        job.Job.Forgotten(null);
        job.Time.Advance(TwoStatuses);
        Assert.True(job.Job.Beat());
        job.Node.ExpectNoMsg(TimeSpan.Zero);
        Assert.True(job.Job.IsOver);
    }

    [Fact]
    public void A_session_whose_node_says_nothing_of_the_job_any_more_is_of_no_use()
    {
        var job = new LinkedJob(this);
        Assert.True(Beats(job, 9));
        job.Job.Reconcile(job.Status(0));
        Assert.True(Beats(job, 9));
        Assert.False(Beats(job, 2));
    }

    [Fact]
    public void A_job_is_not_lost_while_this_program_itself_stood_still()
    {
        var job = new LinkedJob(this);
        Assert.True(Beats(job, 2));
        job.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.True(job.Job.Beat());

        // What the node said meanwhile is read now.
        job.Job.Reconcile(job.Status(0));
        Assert.True(Beats(job, 9));
    }

    [Fact]
    public void A_job_that_a_node_has_lost_twice_fails_and_does_not_begin_there_for_ever()
    {
        var job = new LinkedJob(this);
        job.Job.Lost();
        job.Router.ExpectNoMsg(TimeSpan.Zero);
        job.Job.Lost();
        Assert.Contains("Node node has lost the map 2 times", Assert.IsType<ActorMapException>(job.Router.ExpectMsg<WorkFailed>().Error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_node_that_leaves_what_it_was_not_sent_goes_to_others_at_once_and_what_it_has_is_waited_for()
    {
        var work = new LinkedJob(this, items: 2);
        var chunk = work.Accept(0, 2);
        var sent = work.Node.ExpectMsg<RunParcel>();
        work.Node.ExpectMsg<RunParcel>();
        work.Router.ExpectMsg<WorkerReady>();
        work.Link.IsLeaving = true;
        work.Job.Depart();
        work.Router.ExpectNoMsg(TimeSpan.Zero);
        work.Hear(work.Done(1, sent.Range));
        Assert.Same(chunk, work.Aggregator.ExpectMsg<ChunkDone>().Chunk);

        // One that is dealt later goes back as it came.
        var late = work.Work.CreateChunk(new IndexRange(0, 1), 1);
        work.Job.Accept(late);
        Assert.Equal(new IndexRange(0, 1), work.Router.ExpectMsg<RangeReturned>().Range);
        Assert.Same(late, work.Router.ExpectMsg<ChunkEnded>().Chunk);
    }

    [Fact]
    public void The_rest_of_a_chunk_that_a_leaving_node_was_not_sent_is_dealt_again()
    {
        var job = new LinkedJob(this, items: 100, slots: 1);
        job.Accept(0, 100);
        job.Node.ExpectMsg<RunParcel>();
        job.Link.IsLeaving = true;
        job.Job.Depart();
        Assert.Equal(new IndexRange(1, 100), job.Router.ExpectMsg<RangeReturned>().Range);
        Assert.False(job.Router.ExpectMsg<WorkerReady>().Ended);
        job.Hear(job.Done(1, IndexRange.Single(0)));
        job.Router.ExpectMsg<ChunkEnded>();
    }

    [Fact]
    public void When_the_session_ends_what_has_no_answer_goes_back()
    {
        var job = new LinkedJob(this, items: 10, slots: 2);
        job.Accept(0, 10);
        job.Node.ExpectMsg<RunParcel>();
        job.Node.ExpectMsg<RunParcel>();
        job.Hear(job.Done(1, IndexRange.Single(0)));
        job.Job.GiveBack();
        var back = new List<RangeReturned>();
        job.Router.FishForMessage(message =>
        {
            if (message is RangeReturned returned) back.Add(returned);
            return message is ChunkEnded;
        });
        Assert.Equal(Enumerable.Range(1, 9), back.SelectMany(range => Enumerable.Range((int)range.Range.Start, (int)range.Range.Length)).Order());
    }

    [Fact]
    public void Of_a_speculating_map_a_node_has_an_item_once_at_a_time()
    {
        var job = new LinkedJob(this, items: 2, slots: 4, speculate: true);
        job.Accept(0, 2);
        var first = new[] { job.Node.ExpectMsg<RunParcel>(), job.Node.ExpectMsg<RunParcel>() };
        job.Accept(0, 2);
        job.Hear(job.Done(1, first[0].Range));
        job.Node.ExpectNoMsg(TimeSpan.Zero);
        job.Hear(job.Done(2, first[1].Range));
        Assert.Equal(0, job.Node.ExpectMsg<RunParcel>().Range.Start);
    }

    [Fact]
    public void Results_that_do_not_come_fail_their_items_and_not_the_map()
    {
        var job = new LinkedJob(this);
        var chunk = job.Accept(0, 1);
        var parcel = job.Node.ExpectMsg<RunParcel>();
        job.Router.ExpectMsg<WorkerReady>();
        job.Job.Missed(job.Done(1, parcel.Range), new InvalidOperationException("came damaged"));
        Assert.Same(chunk, job.Router.ExpectMsg<ItemsFailed>().Chunk);
        Assert.Equal("came damaged", Assert.Single(chunk.TakeFailures()).ErrorMessage);
        job.Router.ExpectMsg<ChunkEnded>();
    }

    [Fact]
    public void Of_results_that_can_t_be_read_one_fails_and_those_after_it_run_again()
    {
        var job = new LinkedJob(this, items: 100, slots: 1);
        var chunk = job.Accept(0, 100);
        job.Node.ExpectMsg<RunParcel>();
        job.Hear(job.Done(1, IndexRange.Single(0)));
        var parcel = job.Node.FishForMessage<RunParcel>(_ => true);
        Assert.True(parcel.Range.Length > 1);
        job.Hear(job.Done(2, parcel.Range) with { Results = Payload.None });
        Assert.Equal(parcel.Range.Start, Assert.Single(chunk.TakeFailures()).Index);
        Assert.Equal(parcel.Range with { Start = parcel.Range.Start + 1 }, job.Router.FishForMessage<RangeReturned>(_ => true).Range);
    }

    private static bool Beats(LinkedJob job, int seconds)
    {
        var isThere = true;
        for (var second = 0; second < seconds; second++)
        {
            job.Time.Advance(TimeSpan.FromSeconds(1));
            isThere = job.Job.Beat();
        }

        return isThere;
    }
}
