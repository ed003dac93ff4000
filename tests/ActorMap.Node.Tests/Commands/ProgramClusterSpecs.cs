using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Programs on nodes: where they are allowed, and only there.</summary>
public sealed class ProgramClusterSpecs
{
    [Fact]
    public async Task A_node_that_allows_programs_runs_them()
    {
        await using var node = await RunningNode.StartAsync("--allow-exec");
        var program = await Tool.MapInputAsync(Scripts.Numbers(0, 500), "--cluster", node.Address, "--", "cat");
        var command = await Tool.MapInputAsync("a b\n", "--cluster", node.Address, "--exec-each", "printf '<%s>' {}");
        var missing = await Tool.MapInputAsync("1\n", "--cluster", node.Address, "--", "nosuchprogram");

        Assert.Equal((0, "", Scripts.Numbers(0, 500)), (program.ExitCode, program.Error, program.Output));
        Assert.Equal((0, "", "<a b>\n"), (command.ExitCode, command.Error, command.Output));
        Assert.Equal((3, ""), (missing.ExitCode, missing.Output));
        Assert.Contains("there is no program 'nosuchprogram'", missing.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--", "cat")]
    [InlineData("--exec-each", "echo {}")]
    public async Task A_node_that_does_not_says_by_which_option_it_would(params string[] function)
    {
        await using var node = await RunningNode.StartAsync("--allow-code");
        var result = await Tool.MapInputAsync("1\n", ["--cluster", node.Address, .. function]);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("actormap node --allow-exec", result.Error, StringComparison.Ordinal);
    }
}
