using System.Globalization;
using System.Text.Json;
using ActorMap.Cluster.Tests.Faults;
using ActorMap.Node.Tests.Support;
using ActorMap.Node.Tests.Support.Networks;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Three nodes and a client, in a network that parts in mid-job.</summary>
public sealed class PartedClusterSpecs : IAsyncLifetime
{
    // Which of the two depends on what reaches it first, of what the others have sent it.
    private static readonly int[] s_removed = [3, 75];

    private readonly ITestOutputHelper _output;
    private readonly Scratch _scratch = new();
    private readonly Reception _reception;
    private readonly List<RunningNode> _nodes = [];
    private volatile Func<Visit, bool> _stays = visit => visit.Item < 100;
    private Network? _network;

    public PartedClusterSpecs(ITestOutputHelper output) => (_output, _reception) = (output, new Reception(visit => _stays(visit), _scratch.Path("reception")));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        if (_network is not null) await _network.DisposeAsync();
        await _reception.DisposeAsync();
        _scratch.Dispose();
    }

    private RunningNode Seed => _nodes[0];

    private RunningNode Second => _nodes[1];

    private RunningNode Third => _nodes[2];

    [Fact]
    public async Task A_node_that_is_parted_holds_up_no_map_and_when_it_hears_that_it_was_removed_it_ends_and_serves_again_when_it_is_started_anew()
    {
        await StartAsync("6s");
        await using var map = await MapAsync(0, 30);
        var held = await ComesAsync(Third);

        await _network!.PartAsync(Third);
        LetGo(visit => visit != held);
        await AssertAsync(map, 0, 30);
        await FirstToSayAsync("is taken for dead", Seed, Second);
        await _network.NoticesAsync(Third);
        Assert.False(Third.Tool.HasExited);
        Assert.Equal([held], _reception.Visits.Where(visit => visit.Process == held.Process));

        held.Leave();
        await _network.HealAsync(Third);
        var end = await Third.Tool.EndAsync();
        _output.WriteLine($"the parted node ended with {end.ExitCode}");
        Assert.Contains(end.ExitCode, s_removed);
        Assert.Contains("is no member any more", end.Error, StringComparison.Ordinal);
        Assert.EndsWith("Start it again.", end.Error.Split('\n').Single(line => line.Contains("is no member any more", StringComparison.Ordinal)), StringComparison.Ordinal);

        var fresh = await NodeAsync("--join", Seed.Address);
        Hold();
        await using var next = await MapAsync(100, 2_000);
        await ComesAsync(fresh);
        LetGo(_ => true);
        await AssertAsync(next, 100, 2_000);
    }

    [Fact]
    public async Task A_node_that_is_parted_for_a_while_stays_a_member_serves_again_and_what_it_says_of_its_old_session_changes_nothing()
    {
        await StartAsync("300s");
        await using var map = await MapAsync(0, 30);
        var held = await ComesAsync(Third);

        await _network!.PartAsync(Third);
        LetGo(visit => visit != held, visit => visit.Item == held.Item);
        var again = await _reception.ComesAsync(visit => visit.Item == held.Item && visit.Process != held.Process);
        held.Leave();
        await _network.HealAsync(Third);
        Hold();
        await using var next = await MapAsync(100, 2_000);
        await ComesAsync(Third, 100);
        LetGo(visit => visit != again, visit => visit.Item == held.Item);
        Assert.False(map.HasExited);

        again.Leave();
        await AssertAsync(map, 0, 30);
        await AssertAsync(next, 100, 2_000);
        Assert.Equal(3, await MembersAsync());
    }

    [Fact]
    public async Task Of_two_nodes_that_do_not_reach_each_other_one_is_removed_and_the_map_goes_on_with_the_other()
    {
        await StartAsync("6s");
        await using var map = await MapAsync(0, 30);
        await Task.WhenAll(ComesAsync(Second), ComesAsync(Third));

        await _network!.CutAsync(Second, Third);
        var gone = await FirstToSayAsync("is no member any more", Second, Third);
        LetGo(_ => true);
        await AssertAsync(map, 0, 30);
        Assert.Contains((await gone.Tool.EndAsync()).ExitCode, s_removed);

        var fresh = await NodeAsync("--join", Seed.Address);
        Hold();
        await using var next = await MapAsync(100, 2_000);
        await Task.WhenAll(ComesAsync(fresh), ComesAsync(gone == Second ? Third : Second, 100));
        LetGo(_ => true);
        await AssertAsync(next, 100, 2_000);
    }

    private async Task StartAsync(string downAfter)
    {
        _network = await Network.CreateAsync(downAfter, _output);
        var seed = await NodeAsync();
        await Task.WhenAll(NodeAsync("--join", seed.Address), NodeAsync("--join", seed.Address));
    }

    private async Task<RunningNode> NodeAsync(params string[] arguments)
    {
        var node = await _network!.NodeAsync(arguments);
        lock (_nodes) _nodes.Add(node);
        return node;
    }

    private Task<RunningTool> MapAsync(int from, int count) => _network!.StartAsync(
        "map", "@Calls", "--set", $"reception={_scratch.Path("reception")}", "--chunk", "1", "--cluster", Seed.Address, "--wait-workers", "3", _scratch.File($"{from}.txt", Lines(from, count, 1)));

    private static async Task AssertAsync(RunningTool map, int from, int count)
    {
        var end = await map.EndAsync();
        Assert.Equal((0, Lines(from, count, 2)), (end.ExitCode, end.Output));
    }

    private static string Lines(int from, int count, int factor) => string.Concat(Enumerable.Range(from, count).Select(item => string.Create(CultureInfo.InvariantCulture, $"{factor * item}\n")));

    private Task<Visit> ComesAsync(RunningNode node, int from = 0) => _reception.ComesAsync(visit => visit.Process == node.Tool.Pid && visit.Item >= from);

    /// <summary>Each node keeps the item that it comes with: a map is not over before the last of them has come.</summary>
    private void Hold() => _stays = _ => true;

    /// <param name="who">Of those that are there.</param>
    /// <param name="stays">Of those that come from now on; nobody by default.</param>
    private void LetGo(Func<Visit, bool> who, Func<Visit, bool>? stays = null)
    {
        _stays = stays ?? (_ => false);
        foreach (var visit in _reception.Visits.Where(who)) visit.Leave();
    }

    /// <summary>The first of the nodes that has said so.</summary>
    private static async Task<RunningNode> FirstToSayAsync(string words, params RunningNode[] nodes)
    {
        Task[] said = [.. nodes.Select(node => node.Tool.SaysAsync(words))];
        var first = await Task.WhenAny(said);
        await first;
        return nodes[Array.IndexOf(said, first)];
    }

    private async Task<int> MembersAsync()
    {
        await using var status = await _network!.StartAsync("status", "--json", "--cluster", Seed.Address);
        return JsonDocument.Parse((await status.EndAsync()).Output).RootElement.GetProperty("nodes").GetArrayLength();
    }
}
