using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Nodes;
using ActorMap.Jobs;
using ActorMap.Messages;
using Akka.Actor;
using Xunit;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>A node's part of a job that can't go on says so: a job that vanished there would begin there again, and again.</summary>
public sealed class DefectiveNodes : NodeSpec
{
    private protected override FunctionRegistry Functions => new FunctionRegistry().Add("double", MapFunction.WithState<int, int, int>(2, (state, item) => state * item));

    [Fact]
    public void What_goes_wrong_in_its_own_code_breaks_the_job_and_is_told()
    {
        var job = Begin(new OutOfRoom(TestActor));
        job.Tell(Parcel(1, 0, 21), TestActor);
        var broken = Next<JobBroken>();
        Assert.Equal((BreakKind.Defect, typeof(InvalidOperationException).FullName), (broken.Kind, broken.ErrorType));
        Assert.Contains("no room for results", broken.Message, StringComparison.Ordinal);
        Next<NodeJobEnded>();
    }

    [Fact]
    public void Of_more_items_than_anyone_could_name_one_by_one_that_never_came_the_job_is_told()
    {
        var job = Begin(new OutOfRoom(TestActor));
        job.Tell(new ParcelLost(Parcel(1, 0, 21) with { Range = new IndexRange(0, int.MaxValue) }, new BlobException("it is not there any more")), TestActor);
        Assert.Contains("it is not there any more", Next<JobBroken>().Message, StringComparison.Ordinal);
        Next<NodeJobEnded>();
    }

    private IActorRef Begin(INodeLink link)
    {
        var function = Functions.Find("double")!.Create(null);
        var work = new NodeWork<int, int>(Open<int, int>("double"), Workers.NextJob(), function, named: true, Services);
        Workers.Start(new JobPlan(work.Work, new NodeOutlet(), "double") { Actor = NodeJobActor.Props(Workers.Actor, TestActor, "node", Session, work, link) });
        Next<NodeJobBegun>();
        return LastSender;
    }

    /// <summary>Lets nobody write results.</summary>
    private sealed class OutOfRoom(IActorRef heard) : INodeLink
    {
        public bool SharesMemory => false;

        public void Send(object message) => heard.Tell(message, ActorRefs.NoSender);

        public PayloadWriter Writer() => throw new InvalidOperationException("no room for results");

        public Payload Pack(JobId job, PayloadWriter writer) => throw new NotSupportedException();

        public void Unpack(JobId job, Payload payload)
        {
        }
    }
}
