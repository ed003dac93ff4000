using ActorMap.Cluster.Systems;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

/// <summary>A start that fails after there is a member: nobody has it, so nobody would end it.</summary>
public sealed class FailedStarts
{
    // Asked for by the pool, when its actor system runs.
    private static readonly Config Unreadable = ConfigurationFactory.ParseString("actormap.coordination-dispatcher.type = banana");

    [Fact]
    public async Task A_node_that_could_not_start_gives_its_port_back()
    {
        var options = new NodeOptions { Port = FreePort.Take(), Workers = 1 };
        for (var time = 0; time < 2; time++) await Assert.ThrowsAsync<ConfigurationException>(() => ClusterNode.StartAsync(options with { Config = Unreadable }));

        await using var node = await ClusterNode.StartAsync(options);
        Assert.EndsWith($":{options.Port}", node.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_that_could_not_start_is_no_member_any_more()
    {
        await using var node = await ClusterNode.StartAsync(new NodeOptions { Port = 0, Workers = 1 });
        var removed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.System.ActorOf(Akka.Actor.Props.Create(() => new Watcher(removed)));

        await Assert.ThrowsAsync<ConfigurationException>(() => ClusterPool.JoinAsync(new ClusterOptions { Seeds = [node.Address], WaitTimeout = Members.Deadline, Config = Unreadable }));

        await removed.Task.WaitAsync(Members.Deadline);
    }

    private sealed class Watcher(TaskCompletionSource removed) : UntypedActor
    {
        protected override void PreStart() => Akka.Cluster.Cluster.Get(Context.System)
            .Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));

        protected override void OnReceive(object message)
        {
            if (message is ClusterEvent.MemberRemoved { PreviousStatus: MemberStatus.Exiting } gone && gone.Member.HasRole(Roles.Client)) removed.TrySetResult();
        }
    }
}
