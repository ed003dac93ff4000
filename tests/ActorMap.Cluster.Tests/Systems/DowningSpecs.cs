using ActorMap.Cluster.Systems;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Akka.Remote;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

public sealed class DowningSpecs : IAsyncLifetime
{
    private readonly Members _members = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _members.DisposeAsync();

    [Fact]
    public async Task A_member_that_is_taken_for_dead_ends_and_says_so()
    {
        var client = await _members.JoinedAsync(Members.Settings(Roles.Client));
        var node = await _members.JoinedAsync(Members.Settings(), Members.SeedOf(client));
        await Members.SeesAsync(client, node);

        client.Cluster.Down(node.Address);

        Assert.Equal(EndReason.Downed, await node.Ended.WaitAsync(Members.Deadline));
        await node.System.WhenTerminated.WaitAsync(Members.Deadline);
        Assert.False(client.Ended.IsCompleted);
    }

    [Fact]
    public async Task A_member_that_another_broke_with_ends_and_says_so()
    {
        var client = await _members.JoinedAsync(Members.Settings(Roles.Client));
        var node = await _members.JoinedAsync(Members.Settings(), Members.SeedOf(client));
        await Members.SeesAsync(client, node);

        ((Akka.Remote.IRemoteActorRefProvider)((Akka.Actor.ExtendedActorSystem)client.System).Provider).Quarantine(node.Address, node.Cluster.SelfUniqueAddress.Uid);

        Assert.Equal(EndReason.Quarantined, await node.Ended.WaitAsync(Members.Deadline));
        await node.System.WhenTerminated.WaitAsync(Members.Deadline);
    }

    [Fact]
    public async Task A_dead_node_is_removed_and_the_client_stays()
    {
        var quick = Members.Settings(ConfigurationFactory.ParseString(
            "actormap.cluster.down-after = 4s, akka.cluster.failure-detector { heartbeat-interval = 200ms, acceptable-heartbeat-pause = 3s }"));
        var client = await _members.JoinedAsync(quick with { Role = Roles.Client });
        var log = new LogLines(client.System);
        var node = await _members.JoinedAsync(quick, Members.SeedOf(client));
        await Members.SeesAsync(client, node);

        // Without a word: the others can only notice.
        await node.System.Terminate();

        await log.ContainingAsync($"{node.Address} was unreachable for 4 s and is taken for dead");
        var next = await _members.JoinedAsync(quick, Members.SeedOf(client));
        await Members.SeesAsync(client, next);
        Assert.False(client.Ended.IsCompleted);
    }

    [Fact]
    public async Task Who_was_taken_for_dead_is_not_heard_any_more_though_the_membership_still_waits_for_others_before_it_removes_it()
    {
        // While it dials, Akka keeps the word for later, and tells of it only when somebody answers: so nobody dials the dead once more.
        var quick = Members.Settings(ConfigurationFactory.ParseString(
            "akka.remote.retry-gate-closed-for = 60s, actormap.cluster.down-after = 4s, akka.cluster.failure-detector { heartbeat-interval = 200ms, acceptable-heartbeat-pause = 3s }"));
        var seed = await _members.JoinedAsync(quick);
        var node = await _members.JoinedAsync(quick, Members.SeedOf(seed));
        var client = await _members.JoinedAsync(quick with { Role = Roles.Client }, Members.SeedOf(seed));
        await Task.WhenAll(Members.SeesAsync(seed, node), Members.SeesAsync(seed, client));
        var quarantined = QuarantinedAsync(seed, node);
        var downed = Members.Watch<ClusterEvent.MemberDowned>(seed, client);

        // The client has twice the time, from later on, and is in the way of removals for as long, as it sees no gossip any more. On a machine that is busy enough
        // both would else be taken for dead in one look.
        await node.System.Terminate();
        await Members.LosesAsync(seed, node);
        await client.System.Terminate();

        Assert.Same(quarantined, await Task.WhenAny(quarantined, downed).WaitAsync(Members.Deadline));
        await downed.WaitAsync(Members.Deadline);
    }

    [Fact]
    public async Task Who_leaves_while_another_is_unreachable_is_not_one_more_that_is()
    {
        var patient = Members.Settings(ConfigurationFactory.ParseString(
            "actormap.cluster.down-after = 300s, akka.cluster.failure-detector { heartbeat-interval = 200ms, acceptable-heartbeat-pause = 3s }"));
        var seed = await _members.JoinedAsync(patient);
        var node = await _members.JoinedAsync(patient, Members.SeedOf(seed));
        var client = await _members.JoinedAsync(patient with { Role = Roles.Client }, Members.SeedOf(seed));
        await Task.WhenAll(Members.SeesAsync(seed, node), Members.SeesAsync(seed, client));
        await node.System.Terminate();
        await Members.LosesAsync(seed, node);
        var downed = Members.Watch<ClusterEvent.MemberDowned>(seed, client);

        await client.LeaveAsync(TimeSpan.FromSeconds(4), TimeProvider.System);

        await downed.WaitAsync(Members.Deadline);
        Assert.Equal(EndReason.Left, await client.Ended.WaitAsync(Members.Deadline));
    }

    [Fact]
    public async Task An_operator_can_choose_the_strategies_of_Akka()
    {
        var member = await _members.JoinedAsync(Members.Settings(ConfigurationFactory.ParseString(
            """akka.cluster.downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster" """)));

        Assert.IsType<Akka.Cluster.SBR.SplitBrainResolverProvider>(member.Cluster.DowningProvider);
    }

    private static Task QuarantinedAsync(ClusterSystem at, ClusterSystem who)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        at.System.EventStream.Subscribe(at.System.ActorOf(Props.Create(() => new Listener(who.Address, seen))), typeof(QuarantinedEvent));
        return seen.Task;
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(Address who, TaskCompletionSource seen) => Receive<QuarantinedEvent>(quarantined =>
        {
            if (quarantined.Address.Equals(who)) seen.TrySetResult();
        });
    }
}
