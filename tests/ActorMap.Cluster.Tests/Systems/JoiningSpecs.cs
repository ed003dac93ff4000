using System.Diagnostics;
using ActorMap.Cluster.Systems;
using ActorMap.Cluster.Systems.Downing;
using ActorMap.Tests.Shared;
using Akka.Cluster;
using Akka.Configuration;
using Xunit.Abstractions;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

public sealed class JoiningSpecs(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Members _members = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _members.DisposeAsync();

    [Fact]
    public async Task Two_members_join_and_see_each_other()
    {
        var node = await _members.JoinedAsync(Members.Settings());
        var client = await _members.JoinedAsync(Members.Settings(Roles.Client), Members.SeedOf(node));

        await Members.SeesAsync(node, client);
        await Members.SeesAsync(client, node);
    }

    /// <summary>The time is written for docs/operating-a-cluster.md; the bound is only for a machine that does other things, too.</summary>
    [Fact]
    public async Task A_member_joins_and_leaves_by_the_timers_of_a_network()
    {
        var node = await _members.JoinedAsync(Members.Unhurried());
        var watch = Stopwatch.StartNew();
        var client = await _members.JoinedAsync(Members.Unhurried(Roles.Client), Members.SeedOf(node));
        output.WriteLine($"joined in {watch.Elapsed}");
        await Members.SeesAsync(node, client);
        var removed = Members.Watch<ClusterEvent.MemberRemoved>(node, client);

        watch.Restart();
        await client.LeaveAsync(Members.Deadline, TimeProvider.System);
        output.WriteLine($"left in {watch.Elapsed}");

        Assert.Equal(MemberStatus.Exiting, (await removed.WaitAsync(Members.Deadline)).PreviousStatus);
    }

    [Fact]
    public async Task A_member_that_leaves_has_left_and_the_others_know()
    {
        var node = await _members.JoinedAsync(Members.Settings());
        var client = await _members.JoinedAsync(Members.Settings(Roles.Client), Members.SeedOf(node));
        await Members.SeesAsync(node, client);
        var removed = Members.Watch<ClusterEvent.MemberRemoved>(node, client);

        await client.LeaveAsync(Members.Deadline, TimeProvider.System);

        Assert.Equal(EndReason.Left, await client.Ended.WaitAsync(Members.Deadline));
        Assert.Equal(MemberStatus.Exiting, (await removed.WaitAsync(Members.Deadline)).PreviousStatus);
        Assert.True(client.System.WhenTerminated.IsCompleted);
        Assert.False(node.Ended.IsCompleted);
    }

    [Fact]
    public async Task The_only_member_leaves_too()
    {
        var node = await _members.JoinedAsync(Members.Settings());

        await node.LeaveAsync(Members.Deadline, TimeProvider.System);

        Assert.Equal(EndReason.Left, await node.Ended.WaitAsync(Members.Deadline));
    }

    [Fact]
    public async Task A_seed_that_is_not_there_is_named_with_the_reason_and_the_actor_system_ends()
    {
        var port = FreePort.Take();
        var member = _members.Start(Members.Settings());

        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() =>
            member.JoinAsync([$"127.0.0.1:{port}"], TimeSpan.FromSeconds(5), TimeProvider.System));

        Assert.Contains($"127.0.0.1:{port}: connection refused", error.Message, StringComparison.Ordinal);
        Assert.Contains("within 5 s.", error.Message, StringComparison.Ordinal);
        Assert.Equal(EndReason.Failed, await member.Ended.WaitAsync(Members.Deadline));
        Assert.True(member.System.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task A_seed_in_another_spelling_than_its_own_is_told_as_the_likeliest_cause()
    {
        var node = await _members.JoinedAsync(Members.Settings() with { Host = "localhost" });
        var member = _members.Start(Members.Settings());

        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() =>
            member.JoinAsync([$"127.0.0.1:{node.Address.Port}"], TimeSpan.FromSeconds(5), TimeProvider.System));

        Assert.Contains("it did not let this member in: a seed must be spelled as that member spells itself", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("died at this address", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("?.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "within 310 s, also where a client died with it")]
    [InlineData("""akka.cluster.downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster" """, "when the cluster's downing strategy says so")]
    public async Task A_node_that_comes_back_before_the_dead_are_removed_is_told_when_to_try_again(string strategy, string when)
    {
        var patient = Members.Settings(ConfigurationFactory.ParseString($"actormap.cluster.down-after = 149s, akka.cluster.failure-detector.heartbeat-interval = 1s\n{strategy}"));
        var seed = await _members.JoinedAsync(patient);
        var node = await _members.JoinedAsync(patient, Members.SeedOf(seed));
        var client = await _members.JoinedAsync(patient with { Role = Roles.Client }, Members.SeedOf(seed));
        await Task.WhenAll(Members.SeesAsync(seed, node), Members.SeesAsync(seed, client));
        await Task.WhenAll(node.System.Terminate(), client.System.Terminate());
        var again = _members.Start(patient with { Port = node.Address.Port!.Value });

        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => again.JoinAsync([Members.SeedOf(seed)], TimeSpan.FromSeconds(5), TimeProvider.System));

        Assert.Contains("it is of this cluster, and has not yet removed a member that died at this address. Are", error.Message, StringComparison.Ordinal);
        Assert.Contains($"If so, try again: who died at this address is removed {when}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_died_are_removed_within_37_seconds_by_the_defaults() =>
        Assert.Equal(TimeSpan.FromSeconds(37), Removal.Longest(SystemConfig.Of(Members.Unhurried())));

    [Fact]
    public async Task A_seed_that_comes_later_is_joined()
    {
        var port = FreePort.Take();
        var early = _members.Start(Members.Settings(Roles.Client));
        var joining = early.JoinAsync([$"127.0.0.1:{port}"], Members.Deadline, TimeProvider.System);

        await _members.JoinedAsync(Members.Settings() with { Port = port });

        await joining;
    }

    [Fact]
    public async Task A_join_can_be_cancelled()
    {
        var member = _members.Start(Members.Settings());
        using var cancellation = new CancellationTokenSource();
        var joining = member.JoinAsync([$"127.0.0.1:{FreePort.Take()}"], Members.Deadline, TimeProvider.System, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining);
        Assert.True(member.System.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task A_join_that_was_cancelled_before_it_began_ends()
    {
        var member = _members.Start(Members.Settings());
        string[] seeds = [$"127.0.0.1:{FreePort.Take()}"];

        // On a thread of its own: it once waited for ever, and let go of the thread that called it no more.
        var joining = Task.Run(() => member.JoinAsync(seeds, Members.Deadline, TimeProvider.System, new CancellationToken(canceled: true)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining.WaitAsync(Members.Deadline));
        Assert.True(member.System.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task Nodes_that_all_name_the_same_seeds_make_one_cluster()
    {
        var (first, second) = (FreePort.Take(), FreePort.Take());
        string[] seeds = [$"127.0.0.1:{first}", $"127.0.0.1:{second}"];

        var members = await Task.WhenAll(
            _members.JoinedAsync(Members.Settings() with { Port = second }, seeds),
            _members.JoinedAsync(Members.Settings() with { Port = first }, seeds));

        await Members.SeesAsync(members[0], members[1]);
    }

    [Fact]
    public async Task Nodes_that_wait_for_the_first_seed_find_it_when_it_comes()
    {
        var ports = new[] { FreePort.Take(), FreePort.Take(), FreePort.Take() };
        string[] seeds = [.. ports.Select(port => $"127.0.0.1:{port}")];
        var second = _members.JoinedAsync(Members.Settings() with { Port = ports[1] }, seeds);
        var third = _members.JoinedAsync(Members.Settings() with { Port = ports[2] }, seeds);

        var first = await _members.JoinedAsync(Members.Settings() with { Port = ports[0] }, seeds);

        await Members.SeesAsync(first, await second);
        await Members.SeesAsync(await second, await third);
    }

    [Fact]
    public async Task A_seed_that_is_not_there_does_not_keep_a_member_from_another()
    {
        var node = await _members.JoinedAsync(Members.Settings());

        await _members.JoinedAsync(Members.Settings(Roles.Client), $"127.0.0.1:{FreePort.Take()}", "192.0.2.1:4053", Members.SeedOf(node));
    }
}
