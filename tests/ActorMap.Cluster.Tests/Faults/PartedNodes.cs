using ActorMap.Cluster.Tests.Faults.Networks;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>A node, a process of its own, that nobody reaches for a while, and that reaches nobody.</summary>
public sealed class PartedNodes : IAsyncLifetime
{
    private static readonly Config s_patient = ConfigurationFactory.ParseString("actormap.cluster.down-after = 300s");
    private static readonly Config s_strict = ConfigurationFactory.ParseString("actormap.cluster { down-after = 6s, partitions = on }");

    private readonly PartingNetwork _network = new();
    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _network.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task What_a_parted_node_had_runs_elsewhere_and_what_it_says_when_the_network_is_whole_changes_nothing()
    {
        await using var reception = new Reception(visit => visit.Item < 100);
        var (place, seed) = (_network.Place(), await NodeAsync(s_patient));
        var process = await _cluster.ProcessAsync(At(place, s_patient), seed.Address);
        var pool = await ClientAsync(s_patient, 2, seed.Address);
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 3)).ToArrayAsync();
        var held = await reception.ComesAsync(visit => visit.Process == process.Pid);
        var own = await reception.ComesAsync(visit => visit.Process != process.Pid);

        _network.Part(place);
        own.Leave();
        var third = await reception.ComesAsync(visit => visit.Process != process.Pid && visit != own && visit.Item != held.Item);
        third.Leave();
        var again = await reception.ComesAsync(visit => visit.Item == held.Item && visit.Process != process.Pid);

        // It has its answer, and says it to the old session as soon as it is heard: by the time that it has items of a new one.
        held.Leave();
        _network.Heal();
        var next = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(100, 50)).ToArrayAsync();
        await reception.ComesAsync(visit => visit.Item >= 100 && visit.Process == process.Pid);
        Assert.False(map.IsCompleted);

        again.Leave();
        Assert.Equal(Enumerable.Range(0, 3).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
        Assert.Equal(Enumerable.Range(100, 50).Select(item => 2 * item), await next.WaitAsync(Reception.Deadline));
        Assert.Equal(Enumerable.Range(0, 3).Select(item => item == held.Item ? 2 : 1), Enumerable.Range(0, 3).Select(item => reception.Visits.Count(visit => visit.Item == item)));
    }

    [Fact]
    public async Task A_node_that_was_parted_for_too_long_is_removed_ends_when_it_hears_so_and_serves_again_when_it_is_started_anew()
    {
        var (open, served) = (false, false);
        await using var reception = new Reception(visit => visit.Item < 100 ? !Volatile.Read(ref open) : visit.Process == Environment.ProcessId && !Volatile.Read(ref served));
        var place = _network.Place();
        var seed = await NodeAsync(s_strict);
        await NodeAsync(s_strict, seed.Address);
        var process = await _cluster.ProcessAsync(At(place, s_strict), seed.Address);
        var pool = await ClientAsync(s_strict, 3, seed.Address);
        var port = reception.Port;
        var map = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, 30)).ToArrayAsync();
        var held = await reception.ComesAsync(visit => visit.Process == process.Pid);

        _network.Part(place);
        Volatile.Write(ref open, true);
        foreach (var visit in reception.Visits.Where(visit => visit.Process != process.Pid)) visit.Leave();
        Assert.Equal(Enumerable.Range(0, 30).Select(item => 2 * item), await map.WaitAsync(Reception.Deadline));
        await RemovedAsync(seed, process.Address);
        Assert.False(process.Exited.IsCompleted);
        held.Leave();
        _network.Heal();
        Assert.Equal(75, (await process.Exited.WaitAsync(Reception.Deadline)).Code);

        var fresh = await _cluster.ProcessAsync(At(_network.Place(), s_strict), seed.Address);
        var next = pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(100, 200)).ToArrayAsync();

        // The others wait for it: they might have run all before it has opened its first job. Who came before they need not is among the visits, and who comes after that leaves at once.
        await reception.ComesAsync(visit => visit.Process == fresh.Pid);
        Volatile.Write(ref served, true);
        foreach (var visit in reception.Visits.Where(visit => visit.Process == Environment.ProcessId)) visit.Leave();
        Assert.Equal(Enumerable.Range(100, 200).Select(item => 2 * item), await next.WaitAsync(Reception.Deadline));
        Assert.Equal(2, reception.Visits.Count(visit => visit.Item == held.Item));
    }

    private static NodeOptions At(Relay place, Config config) => Cluster.Node with { Port = place.Port, Config = place.Config.WithFallback(config).WithFallback(Cluster.Node.Config) };

    private Task<ClusterNode> NodeAsync(Config config, params string[] seeds) => _cluster.NodeAsync(At(_network.Place(), config), seeds);

    private Task<MapPool> ClientAsync(Config config, int workers, string seed)
    {
        var place = _network.Place();
        return _cluster.ClientAsync(Cluster.Client with { Port = place.Port, Config = place.Config.WithFallback(config).WithFallback(Cluster.Client.Config) }, workers, seed);
    }

    /// <summary>Ends when the cluster has no such member any more.</summary>
    private static async Task RemovedAsync(ClusterNode seed, string address)
    {
        using var late = new CancellationTokenSource(Reception.Deadline);
        var cluster = Akka.Cluster.Cluster.Get(seed.System);
        while (cluster.State.Members.Any(member => address.EndsWith(FormattableString.Invariant($":{member.Address.Port}"), StringComparison.Ordinal))) await Task.Delay(20, late.Token);
    }
}
