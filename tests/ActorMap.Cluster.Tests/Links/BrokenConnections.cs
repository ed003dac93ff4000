using ActorMap.Cluster.Links;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.Pools;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Routing;
using ActorMap.Slots;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Akka.Remote;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>A process dies, its connection breaks, and on a busy machine one of the two is heard of long before the other.</summary>
public sealed class BrokenConnections() : TestKit(Patience.OfTestKit)
{
    private static readonly Death Killed = new(new WorkerExit(137, 9), []);

    private readonly FakeTimeProvider _time = new();

    private Address Here => ((ExtendedActorSystem)Sys).Provider.DefaultAddress;

    [Fact]
    public void However_long_it_takes_it_is_waited_for_how_a_process_ended_whose_connection_broke()
    {
        var (members, _) = Serve();
        EventFilter.Warning(contains: "its process died: killed by signal 9").ExpectOne(() =>
        {
            Sys.EventStream.Publish(new DisassociatedEvent(Here, Here, inbound: true));
            for (var second = 0; second < 3; second++) _time.Advance(TimeSpan.FromSeconds(1));
            members.Tell(new NodeWent(Here, Killed));
        });
    }

    [Fact]
    public async Task What_a_process_said_last_is_waited_for_when_it_has_ended()
    {
        var (members, pool) = Serve();
        members.Tell(new NodeWent(Here, Killed));
        await members.Ask<ActorIdentity>(new Identify(null), Patience.Long);
        _time.Advance(TimeSpan.FromSeconds(1));
        await members.Ask<ActorIdentity>(new Identify(null), Patience.Long);

        // Its link still serves, and whatever it was told before is done.
        await Sys.ActorSelection(members.Path / "*").ResolveOne(Patience.Long);
        pool.ExpectNoMsg(TimeSpan.Zero);
        Sys.EventStream.Publish(new DisassociatedEvent(Here, Here, inbound: true));
        pool.ExpectMsg<WorkerLost>();
    }

    [Theory]
    [InlineData(false, "so the map can't go on. Start a node, and the map again.")]
    [InlineData(true, "The last that were there (a:1, b:2) were lost while they ran items: one of those may end its node's process. Start nodes as actormap node --isolate")]
    public async Task Where_nobody_is_left_it_is_told_who_was_lost_at_work(bool atWork, string words)
    {
        var (pool, cluster) = (CreateTestProbe(), new ClusterState(_time));
        var members = Sys.ActorOf(MembersActor.Props(cluster, pool.Ref, TimeSpan.FromSeconds(1)));
        await members.Ask<ActorIdentity>(new Identify(null), Patience.Long);
        foreach (var node in atWork ? (string[])["b:2", "a:1"] : []) cluster.Lost(node);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains(words, pool.ExpectMsg<NobodyCame>().Error.Message, StringComparison.Ordinal);
    }

    /// <summary>Members with one process that is served, its node being this spec; and their pool.</summary>
    private (IActorRef Members, TestProbe Pool) Serve()
    {
        var (node, pool) = (CreateTestProbe(), CreateTestProbe());
        Sys.ActorOf(Akka.Actor.Props.Create(() => new Door(node.Ref)), NodeActor.Name);
        var members = Sys.ActorOf(MembersActor.Props(new ClusterState(_time), pool.Ref, TimeSpan.FromMinutes(10)));
        members.Tell(new NodeCame(Here, new Quarantine(), new Process()));
        var hello = node.ExpectMsg<Hello>();
        node.Reply(new Welcome(hello.Session, "node", 1, true, []));
        pool.ExpectMsg<WorkerJoined>();
        return (members, pool);
    }

    private sealed class Door(IActorRef node) : UntypedActor
    {
        protected override void OnReceive(object message) => node.Forward(message);
    }

    private sealed class Process : IOwnProcess
    {
        public MemoryPair? Memory => null;

        public IReadOnlyList<NotedItems> ReadNotes() => [];

        public IReadOnlyList<NotedItems> ReadOverdue() => [];

        public void EndForSilence(TimeSpan silence)
        {
        }

        public void EndForTime(IReadOnlyList<NotedItems> overdue)
        {
        }
    }
}
