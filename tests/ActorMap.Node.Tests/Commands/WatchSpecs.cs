using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>What goes on until somebody stops it: a watch, and a node whose function does not end.</summary>
public sealed class WatchSpecs
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_watch_looks_again_and_again_until_a_signal(string signal)
    {
        await using var node = await RunningNode.StartAsync("--functions", RunningNode.Library);
        await using var watch = RunningTool.Start(["status", "--watch", "--cluster", node.Address]);
        for (var looks = 0; looks < 3;)
        {
            var line = await watch.ReadLineAsync();
            Assert.NotNull(line);
            if (line.StartsWith("1 node, 1 worker, 0 clients", StringComparison.Ordinal)) looks++;
        }

        await watch.SignalAsync(signal);

        Assert.Equal(0, (await watch.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task The_second_signal_ends_a_node_at_once(string signal, int code)
    {
        using var scratch = new Scratch();
        var file = scratch.File("stays.cs", "static class Stays { static int Map(int x) { Console.Error.WriteLine(\"runs\"); Thread.Sleep(Timeout.Infinite); return x; } }");
        await using var node = await RunningNode.StartAsync("--functions", file);
        await using var map = RunningTool.Map("@stays", scratch.File("in.txt", "1\n"), "--cluster", node.Address);
        await SaysAsync(node, "runs");

        await node.Tool.SignalAsync(signal);
        await SaysAsync(node, "leaves: what runs is finished or given back");
        await node.Tool.SignalAsync(signal);

        Assert.Equal(code, (await node.Tool.EndAsync()).ExitCode);
    }

    private static async Task SaysAsync(RunningNode node, string words)
    {
        while (await node.Tool.ReadErrorLineAsync() is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"The node ended before it said '{words}'.");
    }
}
