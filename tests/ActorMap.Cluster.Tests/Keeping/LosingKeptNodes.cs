using ActorMap.Cluster.Links;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.Pools;
using ActorMap.Cluster.Systems;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Akka.Remote;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Keeping;

/// <summary>A pool loses the connection to a node that a keeper started, and asks the keeper.</summary>
public sealed class LosingKeptNodes() : TestKit(Config)
{
    private const string Config = Patience.OfTestKit + """

        akka.actor.provider = remote
        akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        """;

    private readonly FakeTimeProvider _time = new();

    private Address Here => ((ExtendedActorSystem)Sys).Provider.DefaultAddress;

    [Fact]
    public void How_it_died_is_asked_of_its_keeper_before_anything_is_dealt_again()
    {
        var (_, pool, node) = Serve();
        EventFilter.Warning(contains: "its process died: killed by signal 9").ExpectOne(() =>
        {
            Break();
            var ask = node.ExpectMsg<AskEnd>();
            Assert.Equal($"{Here.Host}:{Here.Port}", ask.Node);
            pool.ExpectNoMsg(TimeSpan.Zero);
            node.Reply(new EndTold(Guid.NewGuid(), EndKind.Runs, 0, null, [], []));
            node.Reply(new EndTold(ask.Question, EndKind.Died, 137, 9, [], []));
            pool.ExpectMsg<WorkerLost>();
        });
    }

    [Fact]
    public void It_is_asked_again_and_when_it_does_not_answer_all_is_dealt_again_as_of_any_node()
    {
        var (_, pool, node) = Serve();
        EventFilter.Warning(contains: "its connection broke").ExpectOne(() =>
        {
            Break();
            var ask = node.ExpectMsg<AskEnd>();
            _time.Advance(TimeSpan.FromSeconds(0.5));
            Assert.Equal(ask, node.FishForMessage<AskEnd>(_ => true));
            pool.ExpectNoMsg(TimeSpan.Zero);
            _time.Advance(TimeSpan.FromSeconds(2.5));
            pool.ExpectMsg<WorkerLost>();
        });
    }

    [Theory]
    [InlineData(EndKind.Runs)]
    [InlineData(EndKind.Left)]
    [InlineData(EndKind.Unknown)]
    public void One_that_did_not_die_is_greeted_again(object kind)
    {
        var (_, pool, node) = Serve();
        Break();
        node.Reply(new EndTold(node.ExpectMsg<AskEnd>().Question, (EndKind)kind, 0, null, [], []));
        pool.ExpectMsg<WorkerLost>();
        _time.Advance(TimeSpan.FromSeconds(1));
        node.FishForMessage<Hello>(_ => true);
    }

    [Fact]
    public void One_that_is_no_member_any_more_is_lost_when_its_keeper_has_answered()
    {
        var (members, pool, node) = Serve();
        members.Tell(new NodeWent(Here));
        var ask = node.ExpectMsg<AskEnd>();
        pool.ExpectNoMsg(TimeSpan.Zero);
        node.Reply(new EndTold(ask.Question, EndKind.Left, 0, null, [], []));
        pool.ExpectMsg<WorkerLost>();
        node.FishForMessage<Farewell>(_ => true);
    }

    private void Break() => Sys.EventStream.Publish(new DisassociatedEvent(Here, Here, inbound: true));

    /// <summary>Members with one node that is served; it and its keeper are both this spec.</summary>
    private (IActorRef Members, TestProbe Pool, TestProbe Node) Serve()
    {
        var (node, pool) = (CreateTestProbe(), CreateTestProbe());
        Sys.ActorOf(Akka.Actor.Props.Create(() => new Door(node.Ref)), NodeActor.Name);
        var members = Sys.ActorOf(MembersActor.Props(new ClusterState(_time), pool.Ref, TimeSpan.FromMinutes(10)));
        members.Tell(new NodeCame(Here) { Place = new KeptPlace($"{Here.Host}:{Here.Port}", 0) });
        var hello = node.ExpectMsg<Hello>();
        node.Reply(new Welcome(hello.Session, "node", 1, true, []));
        pool.ExpectMsg<WorkerJoined>();
        return (members, pool, node);
    }

    private sealed class Door(IActorRef node) : UntypedActor
    {
        protected override void OnReceive(object message) => node.Forward(message);
    }
}
