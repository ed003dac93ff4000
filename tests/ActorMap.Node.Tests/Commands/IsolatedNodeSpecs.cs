using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Nodes whose workers are in processes: <c>actormap node --isolate</c>.</summary>
public sealed class IsolatedNodeSpecs
{
    private const int Items = 150;
    private static readonly string Series = string.Concat(Enumerable.Range(1, Items).Select(i => $"{i}\n"));
    private static readonly string Doubled = string.Concat(Enumerable.Range(1, 100).Where(i => i != 7).Select(i => $"{2 * i}\n"));

    [Fact]
    public async Task An_isolated_node_says_what_it_is_and_its_processes_are_the_nodes_of_its_cluster()
    {
        await using var node = await IsolatedNode.StartAsync(2);
        Assert.Contains($"actormap: node {node.Address} is up with 2 workers, each in a process of its own; functions ", node.Greeting, StringComparison.Ordinal);

        var result = await Tool.MapInputAsync("1 2\n", "-e", "x => x", "--cluster", node.Address, "--wait-workers", "2");
        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("functions may not travel", result.Error, StringComparison.Ordinal);
        using var scratch = new Scratch();
        result = await Tool.MapAsync("@Slow", scratch.File("in.txt", Series), "--cluster", node.Address, "--wait-workers", "2");
        Assert.Equal((0, "", Series), (result.ExitCode, result.Error, result.Output));

        var status = await IsolatedNode.StatusAsync(node.Address);
        Assert.Equal(2, status.GetProperty("workers").GetInt32());
        Assert.Equal(2, status.GetProperty("nodes").GetArrayLength());
        Assert.All(status.GetProperty("nodes").EnumerateArray(), one => Assert.Equal(
            (node.Address, true, 1), (one.GetProperty("keeper").GetString(), one.GetProperty("answers").GetBoolean(), one.GetProperty("workers").GetInt32())));
        var keeper = Assert.Single(status.GetProperty("keepers").EnumerateArray());
        Assert.Equal((node.Address, "up", true), (keeper.GetProperty("node").GetString(), keeper.GetProperty("state").GetString(), keeper.GetProperty("answers").GetBoolean()));
        var table = (await Tool.RunAsync(null, "status", "--cluster", node.Address)).Lines;
        Assert.Contains(table, line => line.StartsWith(node.Address, StringComparison.Ordinal) && line.EndsWith("keeps 2 processes", StringComparison.Ordinal));
        Assert.StartsWith("2 nodes, 2 workers, 1 keeper, ", table[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_of_an_isolated_node_that_is_killed_costs_no_item_and_no_order_and_another_takes_its_place()
    {
        await using var node = await IsolatedNode.StartAsync(2);
        using var scratch = new Scratch();
        await using var map = RunningTool.Map("@Located", scratch.File("in.txt", Series), "--cluster", node.Address, "--wait-workers", "2", "--chunk", "5");
        var first = await map.ReadLineAsync();
        using var kill = Process.Start("kill", ["-KILL", first!.Split(' ')[0]]);
        await kill.WaitForExitAsync();

        var end = await map.EndAsync();
        Assert.Equal(0, end.ExitCode);
        Assert.Equal(Enumerable.Range(2, Items - 1), end.Lines.Select(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)));
        var result = await Tool.MapAsync("@Slow", scratch.File("in.txt", Series), "--cluster", node.Address, "--wait-workers", "2");
        Assert.Equal((0, "", Series), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task An_isolated_node_that_is_killed_leaves_no_process_behind()
    {
        await using var node = await IsolatedNode.StartAsync(2);
        var processes = await IsolatedNode.ProcessesAsync(node.Address);
        Assert.Equal(2, processes.Length);

        await node.Tool.SignalAsync("KILL");
        await node.Tool.EndAsync();
        await IsolatedNode.GoneAsync(processes);
    }

    [Fact]
    public async Task The_second_signal_to_an_isolated_node_ends_what_items_have_started_on_it()
    {
        using var scratch = new Scratch();
        var line = await Scripts.LifeLineAsync(scratch);
        var end = Scripts.EndOfAsync(line);
        await using var node = await RunningNode.UpAsync(RunningTool.Holding(line, ["node", "--port", "0", "--isolate", "-j", "2", "--wait-timeout", "4m", "--allow-exec"]));
        await using var map = RunningTool.Map(scratch.File("in.txt", Series), "--cluster", node.Address, "--wait-workers", "2", "--chunk", "4", "--exec-each", "echo started >&2; sleep 1000; : {}");
        for (var time = 0; time < 2; time++) await node.Tool.SaysAsync("started");

        await node.Tool.SignalAsync("TERM");
        await node.Tool.SaysAsync("leaves");
        await node.Tool.SignalAsync("TERM");

        await end.WaitAsync(ActorMap.Tests.Shared.Patience.Long);
        Assert.Equal(143, (await node.Tool.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task An_isolated_node_that_is_told_to_end_in_mid_job_costs_no_item_and_leaves_no_process_behind()
    {
        await using var stays = await RunningNode.StartAsync("--functions", RunningNode.Library);
        await using var goes = await IsolatedNode.StartAsync(2, "--join", stays.Address);
        var processes = await IsolatedNode.ProcessesAsync(stays.Address);
        using var scratch = new Scratch();
        await using var map = RunningTool.Map("@Slow", scratch.File("in.txt", Series), "--cluster", stays.Address, "--wait-workers", "3", "--chunk", "5");
        Assert.Equal("1", await map.ReadLineAsync());

        await goes.Tool.SignalAsync("TERM");
        var end = await map.EndAsync();
        Assert.Equal((0, "", Series[2..]), (end.ExitCode, end.Error, end.Output));
        Assert.Equal(0, (await goes.Tool.EndAsync()).ExitCode);
        await IsolatedNode.GoneAsync(processes.Where(address => address != stays.Address));
    }

    [Fact]
    public async Task An_isolated_node_leaves_when_none_of_its_processes_has_had_a_job_for_so_long()
    {
        await using var node = await IsolatedNode.StartAsync(2, "--idle-timeout", "200ms");
        var end = await node.Tool.EndAsync();

        Assert.Equal((0, ""), (end.ExitCode, end.Output));
        Assert.Contains("it had no job for 0.2 s", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_kills_its_process_on_an_isolated_node_is_the_one_failure_and_is_named()
    {
        await using var node = await IsolatedNode.StartAsync(2);
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("@Poison", scratch.File("in.txt", Numbers), "--cluster", node.Address, "--wait-workers", "2", "--on-error", "skip", "--errors", scratch.Path("bad.jsonl"));

        Assert.Equal((1, Doubled), (result.ExitCode, result.Output));
        var failure = Failure(scratch);
        Assert.Equal((6, "ActorMap.WorkerLostException"), (failure.GetProperty("index").GetInt32(), failure.GetProperty("type").GetString()));
        Assert.Contains("killed by signal 6", failure.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1:", failure.GetProperty("node").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@Spins")]
    [InlineData("@Blocks")]
    public async Task An_item_that_never_leaves_its_thread_on_an_isolated_node_is_one_timeout_and_its_process_ends(string function)
    {
        await using var node = await IsolatedNode.StartAsync(1);
        var processes = await IsolatedNode.ProcessesAsync(node.Address);
        using var scratch = new Scratch();

        // Far longer than what any of the others takes that gets a core now and then.
        var result = await Tool.MapAsync(function, scratch.File("in.txt", Numbers), "--cluster", node.Address, "--timeout", "15s", "--on-error", "skip", "--errors", scratch.Path("bad.jsonl"));

        Assert.Equal((1, Doubled), (result.ExitCode, result.Output));
        var failure = Failure(scratch);
        Assert.Equal((6, "System.TimeoutException"), (failure.GetProperty("index").GetInt32(), failure.GetProperty("type").GetString()));
        await IsolatedNode.GoneAsync(processes);
        var again = await Tool.MapInputAsync("1\n", function, "--cluster", node.Address);
        Assert.Equal((0, "2\n"), (again.ExitCode, again.Output));
    }

    private static string Numbers { get; } = string.Concat(Enumerable.Range(1, 100).Select(i => $"{i}\n"));

    private static JsonElement Failure(Scratch scratch) => JsonDocument.Parse(Assert.Single(scratch.Read("bad.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
}
