using ActorMap.Cluster.Links;
using ActorMap.Messages;
using ActorMap.Tests.Shared;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>A library of the program is built anew while a map runs, and then a process starts in the place of another.</summary>
public sealed class OutdatedPrograms() : TestKit(Patience.OfTestKit)
{
    [Fact]
    public void A_process_that_would_run_another_build_gets_no_item_and_the_map_says_why()
    {
        string? built = null;
        var job = new LinkedJob(this, outdated: () => built);
        var cluster = new ClusterState(job.Time);
        Start().FishForMessage<RunParcel>(_ => true);

        built = "Report";
        var node = Start();

        var error = job.Router.FishForMessage<WorkFailed>(_ => true).Error;
        Assert.IsType<FunctionLoadException>(error);
        Assert.Contains("Report was built anew, or removed, since this program loaded it", error.Message, StringComparison.Ordinal);
        node.ExpectMsg<OpenJob>();
        node.ExpectMsg<ForgetJob>();
        job.Router.FishForMessage<RangeReturned>(back => back.Range == new IndexRange(0, 2));
        node.ExpectNoMsg(TimeSpan.Zero);

        TestProbe Start()
        {
            var node = CreateTestProbe();
            var link = Sys.ActorOf(LinkActor.Props(cluster, CreateTestProbe().Ref, node.Ref, "node"));
            var hello = node.ExpectMsg<Hello>();
            node.Reply(new Welcome(hello.Session, "node", 4, true, []));
            job.Router.Send(link, new ProcessChunk(job.Work.Job, job.Work, job.Work.CreateChunk(new IndexRange(0, 2), 1)));
            return node;
        }
    }
}
