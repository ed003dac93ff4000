using ActorMap.Node.Tests.Support;
using ActorMap.Tests.Shared;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Nodes that start, end, and are lost.</summary>
public sealed class NodeSpecs
{
    private const int Items = 150;
    private static readonly string[] Functions = ["--functions", RunningNode.Library];
    private static readonly string Series = string.Concat(Enumerable.Range(1, Items).Select(i => $"{i}\n"));

    [Theory]
    [InlineData("KILL", null)]
    [InlineData("TERM", 0)]
    [InlineData("HUP", 0)]
    public async Task A_node_that_ends_in_mid_job_costs_no_item_and_no_order(string signal, int? code)
    {
        await using var seed = await RunningNode.StartAsync(Functions);
        await using var stays = await RunningNode.StartAsync([.. Functions, "--join", seed.Address]);
        await using var goes = await RunningNode.UpAsync(RunningTool.OfTerminal(["node", "--port", "0", "-j", "1", "--wait-timeout", "4m", .. Functions, "--join", seed.Address]));
        using var scratch = new Scratch();
        await using var map = RunningTool.Map("@Slow", scratch.File("in.txt", Series), "--cluster", seed.Address, "--wait-workers", "3", "--chunk", "5");
        Assert.Equal("1", await map.ReadLineAsync());

        await goes.Tool.SignalAsync(signal);
        var end = await map.EndAsync();

        Assert.Equal((0, Series[2..]), (end.ExitCode, end.Output));
        var ended = await goes.Tool.EndAsync();
        if (code is not null) Assert.Equal(code, ended.ExitCode);
        else Assert.NotEqual(0, ended.ExitCode);
    }

    [Fact]
    public async Task A_node_says_how_others_come_to_it_and_leaves_when_it_is_idle()
    {
        await using var node = await RunningNode.StartAsync("--idle-timeout", "200ms", "--functions", $"twice={RunningNode.Library}#ActorMap.Node.Tests.Support.Methods.Times");
        Assert.Contains($"actormap node --join {node.Address} --port 0\n", node.Greeting, StringComparison.Ordinal);
        Assert.Contains($"actormap map @twice INPUT --cluster {node.Address}\n", node.Greeting, StringComparison.Ordinal);

        var end = await node.Tool.EndAsync();
        Assert.Equal((0, ""), (end.ExitCode, end.Output));
        Assert.Contains("it had no job for 0.2 s", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_ends_all_nodes_is_told_as_what_it_may_be()
    {
        await using var node = await RunningNode.StartAsync(Functions);
        var result = await Tool.MapInputAsync(Series, "@Poison", "--cluster", node.Address, "--wait-timeout", "20s");

        Assert.Equal(5, result.ExitCode);
        Assert.Contains($"The last that were there ({node.Address}) were lost while they ran items", result.Error, StringComparison.Ordinal);
        Assert.Contains("--isolate", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_may_not_travel_to_a_node_that_does_not_say_so()
    {
        await using var node = await RunningNode.StartAsync(Functions);
        var result = await Tool.MapInputAsync("a\n", "-e", "x => x", "--cluster", node.Address, "--ship-code");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("does not let functions travel to it", result.Error, StringComparison.Ordinal);
        Assert.Contains("--allow-code", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2> /dev/full")]
    [InlineData("2>&-")]
    public async Task A_node_whose_log_can_t_be_written_runs_items_that_print(string log)
    {
        var port = FreePort.Take();
        await using var node = RunningTool.Start("bash", ["-c", $"exec \"$0\" node --port {port} -j 1 --allow-code {log}", Tool.Path]);

        var result = await Tool.MapInputAsync("1\n2\n", "-e", "(long x) => { Console.WriteLine(x); Console.Error.WriteLine(x); return x; }", "--cluster", $"127.0.0.1:{port}", "--ship-code");

        Assert.Equal((0, "", "1\n2\n"), (result.ExitCode, result.Error, result.Output));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("bench", "in.txt")]
    public async Task So_do_the_other_commands(string command, params string[] arguments)
    {
        using var scratch = new Scratch();
        scratch.File("in.txt", "1\n2\n");
        var result = await Tool.BashAsync(
            $"\"$actormap\" {command} {string.Join(' ', arguments)} -e '(long x) => {{ Console.WriteLine(x); Console.Error.WriteLine(x); return x; }}' 2> /dev/full", scratch.Folder);

        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("node", "--port", "0", "--join")]
    [InlineData("status", "--cluster")]
    [InlineData("map", "@x", "--cluster")]
    public async Task Nobody_there_is_told_with_exit_5_and_what_was_tried(params string[] arguments)
    {
        var address = $"127.0.0.1:{FreePort.Take()}";
        var result = await Tool.RunAsync("", [.. arguments, address, "--wait-timeout", "5s"]);

        Assert.Equal((5, ""), (result.ExitCode, result.Output));
        Assert.Contains($"Tried {address}: connection refused", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--join: 'here' is not HOST:PORT", "node", "--join", "here")]
    [InlineData(2, "--host 0.0.0.0: others than this machine can, and without TLS", "node", "--host", "0.0.0.0", "--port", "0")]
    [InlineData(2, "Give --tls-cert, --tls-key and --tls-ca (", "map", "@x", "--cluster", "127.0.0.1:1", "--host", "0.0.0.0")]
    [InlineData(2, "or --host 127.0.0.1.", "status", "--host", "0.0.0.0")]
    [InlineData(2, "--host: 'no such' is neither a name nor an address.", "node", "--host", "no such")]
    [InlineData(2, "--host: '' is neither", "map", "-e", "x => x", "--cluster", "127.0.0.1:1", "--host", "")]
    [InlineData(2, "--host: '300.1.1.1' is neither", "status", "--host", "300.1.1.1")]
    [InlineData(2, "--public-host: 'auto ' is neither", "node", "--public-host", "auto ")]
    [InlineData(2, "--public-host 0.0.0.0 is every address", "node", "--public-host", "0.0.0.0")]
    [InlineData(2, "there is no option '--nope'", "node", "--nope")]
    [InlineData(2, "--tls-cert and --tls-ca are needed together", "node", "--tls-cert", "x.pem")]
    [InlineData(3, "there is no library /nowhere.dll", "node", "--functions", "/nowhere.dll")]
    [InlineData(2, "'x.txt' is no library", "node", "--functions", "x.txt")]
    [InlineData(4, "can't read /nowhere.conf", "node", "--config", "/nowhere.conf")]
    [InlineData(2, "--ship-code is about a cluster", "map", "-e", "x => x", "--ship-code")]
    [InlineData(2, "-j: how many workers a node has", "map", "-e", "x => x", "-j", "2", "--cluster", "127.0.0.1:1")]
    [InlineData(2, "two places", "map", "-e", "x => x", "--processes", "--cluster", "127.0.0.1:1")]
    [InlineData(2, "is a function that nodes have", "map", "@x")]
    public async Task Wrong_usage_is_told_without_a_start(int code, string message, params string[] arguments)
    {
        var result = await Tool.RunAsync("", arguments);

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node")]
    [InlineData("status")]
    public async Task Help_fits_a_screen(string command)
    {
        var result = await Tool.RunAsync(null, command, "--help");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(result.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.InRange(result.Lines.Length, 5, 24);
    }
}
