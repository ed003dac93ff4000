using ActorMap.Cluster.SharedMemory;
using ActorMap.Messages;
using ActorMap.Tests.Shared;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>Results in shared memory that their node has taken back: this program stood still for so long that the node took it for gone.</summary>
public sealed class ReadingTooLate() : TestKit(Patience.OfTestKit)
{
    private readonly MemoryArea _written = MemoryArea.TryCreate()!;

    [Fact]
    public void Results_that_are_taken_back_while_they_are_read_are_none_and_their_items_run_again()
    {
        var job = new LinkedJob(this);
        job.Accept(0, 1);
        var (done, lease) = Leave(job, 1);
        var found = MemoryArea.TryOpen(_written.Path, toWrite: false)!.TryRead(lease.Place)!.Memory;
        lease.Dispose();
        job.Job.Done(done, found);
        Assert.Equal(new IndexRange(0, 1), job.Router.FishForMessage<RangeReturned>(_ => true).Range);
        job.Router.ExpectMsg<ChunkEnded>();
        job.Aggregator.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Items_whose_results_are_not_there_any_more_run_again_and_fail_where_that_happens_time_and_again()
    {
        var job = new LinkedJob(this);
        for (var time = 1; time <= 3; time++)
        {
            job.Accept(0, 1);
            job.Job.Missed(Leave(job, time).Done, new InvalidOperationException("not there any more"));
            Assert.Equal(new IndexRange(0, 1), job.Router.FishForMessage<RangeReturned>(_ => true).Range);
        }

        var chunk = job.Accept(0, 1);
        job.Job.Missed(Leave(job, 4).Done, new InvalidOperationException("not there any more"));
        Assert.Same(chunk, job.Router.FishForMessage<ItemsFailed>(_ => true).Chunk);
        Assert.Equal("not there any more", Assert.Single(chunk.TakeFailures()).ErrorMessage);
    }

    /// <summary>The node has run what it was sent, and left the results in the memory.</summary>
    private (ParcelDone Done, MemoryLease Lease) Leave(LinkedJob job, long number)
    {
        var done = job.Done(number, job.Node.FishForMessage<RunParcel>(_ => true).Range);
        var lease = _written.TryLeave(done.Results.Length, room => room.Take(done.Results.Inline.Span))!;
        return (done with { Results = new Payload(default, null, lease.Place) }, lease);
    }
}
