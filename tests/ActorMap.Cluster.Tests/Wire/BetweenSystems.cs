using System.Net;
using System.Net.Sockets;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;
using Xunit;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>Real actor systems, real connections, one of them with ill will.</summary>
public sealed class BetweenSystems
{
    private static readonly object Good = new Refused(Guid.Empty, "good");

    private const string Forging = $$"""
        akka.actor.serializers.actormap = "ActorMap.Cluster.Tests.Wire.ForgingSerializer, ActorMap.Cluster.Tests"
        akka.actor.serialization-bindings { "ActorMap.Cluster.Tests.Wire.Forged, ActorMap.Cluster.Tests" = actormap }
        akka.actor.serialization-identifiers { "ActorMap.Cluster.Tests.Wire.ForgingSerializer, ActorMap.Cluster.Tests" = 4053 }
        """;

    [Fact]
    public async Task Within_one_system_every_message_survives_being_serialized()
    {
        await using var member = new Member("akka.actor.provider = local, akka.actor.serialize-messages = on");
        foreach (var sample in Samples.All)
        {
            member.Ear.Tell(sample);
            var came = await member.HearAsync();
            Assert.Equal(Printed.Of(sample), Printed.Of(came));
            Assert.NotSame(sample, came);
        }
    }

    [Fact]
    public async Task Every_message_and_the_largest_of_all_come_from_another_system()
    {
        await using var here = new Member();
        await using var there = new Member();
        var ear = await here.EarOfAsync(there);
        var around = WireFormat.Encode(new Refused(Guid.Empty, string.Empty)).Length + 200;
        var largest = new RunParcel(Guid.Empty, default, 1, default, 1, new Payload(new byte[WireLimits.Message - around], null));
        foreach (var sample in Samples.All.Append(largest))
        {
            ear.Tell(sample, ActorRefs.NoSender);
            Assert.Equal(Printed.Of(sample), Printed.Of(await there.HearAsync()));
        }
    }

    [Fact]
    public async Task A_hostile_message_is_dropped_and_the_next_good_one_comes()
    {
        await using var attacker = new Member(Forging);
        await using var node = new Member();
        var ear = await attacker.EarOfAsync(node);
        Forged[] forgeries =
        [
            new("h", [1, 2, 3]),
            new("nonsense", []),
            new("w", new byte[900_000]),
            new("r", Convert.FromHexString("00000000000000000000000000000000ffffffffffffffff7f")),
        ];
        foreach (var forged in forgeries)
        {
            ear.Tell(forged, ActorRefs.NoSender);
            ear.Tell(Good, ActorRefs.NoSender);
            Assert.Equal(Good, await node.HearAsync());
        }
    }

    [Fact]
    public async Task Json_of_the_senders_type_makes_nothing()
    {
        await using var attacker = Member.Stranger();
        await using var node = new Member();
        var ear = await attacker.EarOfAsync(node);
        ear.Tell(new Bait(), ActorRefs.NoSender);
        ear.Tell(Good, ActorRefs.NoSender);
        Assert.Equal(Good, await node.HearAsync());
        Assert.Equal(0, Bait.Made);
    }

    [Fact]
    public async Task An_exception_of_the_senders_type_is_not_made_and_nobody_is_killed()
    {
        await using var attacker = Member.Stranger();
        await using var node = new Member();
        var ear = await attacker.EarOfAsync(node);
        ear.Tell(new Status.Failure(new BaitException()), ActorRefs.NoSender);
        ear.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        ear.Tell(Kill.Instance, ActorRefs.NoSender);
        ear.Tell(Good, ActorRefs.NoSender);
        Assert.Equal(Good, await node.HearAsync());
        Assert.Equal(0, BaitException.Made);
    }

    [Fact]
    public async Task An_actor_can_not_be_stopped_from_elsewhere_and_who_tries_is_cut_off()
    {
        await using var attacker = Member.Stranger();
        await using var other = new Member();
        await using var node = new Member();
        node.System.EventStream.Subscribe(node.Ear, typeof(AssociationErrorEvent));
        attacker.System.Stop(await attacker.EarOfAsync(node));
        Assert.IsType<AssociationErrorEvent>(await node.HearAsync());
        node.System.EventStream.Unsubscribe(node.Ear);
        (await other.EarOfAsync(node)).Tell(Good, ActorRefs.NoSender);
        object heard;
        do
            heard = await node.HearAsync();
        while (heard is AssociationErrorEvent);
        Assert.Equal(Good, heard);
    }

    [Fact]
    public async Task An_actor_can_not_be_deployed_from_elsewhere()
    {
        await using var attacker = Member.Stranger();
        await using var node = new Member();
        var ear = await attacker.EarOfAsync(node);
        attacker.System.ActorOf(Props.Create<BaitActor>().WithDeploy(Deploy.None.WithScope(new RemoteScope(node.Address))), "bait");
        ear.Tell(Good, ActorRefs.NoSender);
        Assert.Equal(Good, await node.HearAsync());
        Assert.Empty(BaitActor.StartedAt);
    }

    [Fact]
    public async Task Garbage_on_the_port_leaves_the_node_serving()
    {
        await using var other = new Member();
        await using var node = new Member();
        var ear = await other.EarOfAsync(node);
        var random = new Random(4053);
        foreach (var start in new byte[][] { [], [0, 0, 0, 0], [255, 255, 255, 127], [255, 255, 255, 255], [16, 0, 0, 0], "GET / HTTP/1.1\r\n\r\n"u8.ToArray() })
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, node.Address.Port!.Value);
            var garbage = new byte[10_000];
            random.NextBytes(garbage);
            await client.GetStream().WriteAsync(garbage.With(start));
            client.Client.Shutdown(SocketShutdown.Send);
            ear.Tell(Good, ActorRefs.NoSender);
            Assert.Equal(Good, await node.HearAsync());
        }
    }

    [Fact]
    public async Task A_message_that_no_table_knows_is_not_sent_and_the_next_one_is()
    {
        await using var here = new Member();
        await using var there = new Member();
        var ear = await here.EarOfAsync(there);
        ear.Tell(new Bait(), ActorRefs.NoSender);
        ear.Tell(Good, ActorRefs.NoSender);
        Assert.Equal(Good, await there.HearAsync());
    }

    [Fact]
    public async Task Members_join_watch_and_leave_without_the_serializers_that_are_refused()
    {
        await using var first = new Member();
        await using var second = new Member();
        var (one, two) = (Akka.Cluster.Cluster.Get(first.System), Akka.Cluster.Cluster.Get(second.System));
        await one.JoinAsync(first.Address).WaitAsync(Patience.Long);
        await two.JoinAsync(first.Address).WaitAsync(Patience.Long);
        one.Subscribe(first.Ear, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));

        var watched = await first.EarOfAsync(second);
        first.Ear.Tell(watched);
        watched.Tell(Good, ActorRefs.NoSender);
        Assert.Equal(Good, await second.HearAsync());
        await second.DisposeAsync();

        var heard = new[] { await first.HearAsync(), await first.HearAsync() };
        Assert.Single(heard.OfType<Terminated>());
        Assert.Equal(second.Address, Assert.Single(heard.OfType<ClusterEvent.MemberRemoved>()).Member.Address);
    }
}
