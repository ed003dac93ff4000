using System.Globalization;
using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Maps over a seed and a worker, each a process, with the tool as client.</summary>
public sealed class ClusterSpecs(TwoNodes cluster) : IClassFixture<TwoNodes>
{
    private static readonly string Pairs = Path.Combine(Tool.Samples, "pairs.csv");
    private static readonly string[] Scaled = [.. Enumerable.Range(0, 20).Select(i => ((i + 100 + i) * 100).ToString(CultureInfo.InvariantCulture))];

    [Fact]
    public async Task Pairs_are_scaled_by_a_lambda_that_travels()
    {
        var result = await Tool.MapAsync("-e", "(int a, int b) => (a + b) * k", "--set", "k=100", Pairs, "--cluster", cluster.Address, "--wait-workers", "2", "--ship-code");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Scaled, result.Lines);
    }

    [Fact]
    public async Task Pairs_are_scaled_by_a_function_that_the_nodes_have()
    {
        var result = await Tool.MapAsync("@Scale", "--set", "constant=100", Pairs, "--cluster", cluster.Address);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Scaled, result.Lines);
    }

    [Theory]
    [InlineData("@Scale", "value\n10000\n10200\n", "--set", "constant=100")]
    [InlineData("@Names", "Length,Text\n1,0\n1,1\n")]
    [InlineData("@Named", "A,B\n0,100\n1,101\n")]
    public async Task Results_of_a_function_that_the_nodes_have_are_a_table_with_a_header(string function, string output, params string[] words)
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync([function, .. words, scratch.File("in.csv", "a,b\n0,100\n1,101\n"), "--out-format", "csv", "--cluster", cluster.Address]);

        Assert.Equal((0, "", output), (result.ExitCode, result.Error, result.Output));
    }

    [Theory]
    [InlineData("@Waits", "a\nb\n", "A\nB\n")]
    [InlineData("@Batches", "5\n20\n", "20\n5\n")]
    public async Task Asynchronous_and_batch_functions_take_lines(string function, string input, string output)
    {
        var result = await Tool.MapInputAsync(input, function, "--cluster", cluster.Address);

        Assert.Equal((0, "", output), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task A_bad_record_on_a_node_is_named_by_file_and_line()
    {
        using var scratch = new Scratch();
        var file = scratch.File("in.jsonl", "{\"a\":1,\"b\":2}\n{\"a\":1}\n");
        var result = await Tool.MapAsync("@Scale", "--set", "constant=1", file, "--cluster", cluster.Address, "--retries", "2");

        Assert.Equal((4, "3\n"), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: {file}:2: has no property B; it has a", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_item_names_its_node()
    {
        var result = await Tool.MapInputAsync("0\n", "@Batches", "--cluster", cluster.Address, "--on-error", "skip");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"item 0 \(stdin:1\) failed after 1 attempt, on worker \d+ of node 127\.0\.0\.1:\d+: System\.DivideByZeroException: Attempted to divide by zero", result.Error);
    }

    [Theory]
    [InlineData("no function 'Nope'", "@Nope")]
    [InlineData("it has Batches, ", "@Nope")]
    [InlineData("Scale needs constant of type", "@Scale", "-i", "jsonl")]
    [InlineData("--set nope: ", "@Waits", "--set", "nope=1")]
    [InlineData("functions may not travel", "-e", "x => x")]
    public async Task A_function_that_can_t_be_used_is_told_with_exit_3(string message, params string[] arguments)
    {
        var result = await Tool.MapInputAsync("{}\n", [.. arguments, "--cluster", cluster.Address]);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_has_nodes_workers_and_functions_in_stable_names()
    {
        var result = await Tool.RunAsync(null, "status", "--cluster", cluster.Address, "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var status = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(2, status.GetProperty("workers").GetInt32());
        var nodes = status.GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Equal(cluster.Nodes.Select(node => node.Address).Order(StringComparer.Ordinal), nodes.Select(node => node.GetProperty("node").GetString()));
        Assert.All(nodes, node => Assert.Equal(("up", true, 1, true), (
            node.GetProperty("state").GetString(), node.GetProperty("answers").GetBoolean(), node.GetProperty("workers").GetInt32(), node.GetProperty("allowsCode").GetBoolean())));
        Assert.Contains("Scale", nodes[0].GetProperty("functions").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task The_status_for_people_is_a_table()
    {
        var result = await Tool.RunAsync(null, "status", "--cluster", cluster.Address);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("NODE ", result.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("2 nodes, 2 workers, ", result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_workers_are_told_with_exit_5()
    {
        var result = await Tool.MapInputAsync("a\n", "@Waits", "--cluster", cluster.Address, "--wait-workers", "9", "--wait-timeout", "5s");

        // As many as it has met: on a busy machine that may be none.
        Assert.Equal((5, ""), (result.ExitCode, result.Output));
        Assert.Matches("[012] of 9 workers were there", result.Error);
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_exit_5()
    {
        var port = cluster.Address.Split(':')[1];
        var result = await Tool.RunAsync(null, "node", "--port", port);

        Assert.Equal((5, ""), (result.ExitCode, result.Output));
        Assert.Contains($"Can't listen on 127.0.0.1:{port}: the port is in use.", result.Error, StringComparison.Ordinal);
    }
}
