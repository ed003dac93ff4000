using System.Text.Json;
using ActorMap.Node.Shell;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class HelpSpecs
{
    [Theory]
    [InlineData("--help")]
    [InlineData("map", "--help")]
    public async Task Help_gives_four_examples_first_and_fits_a_screen(params string[] arguments)
    {
        var result = await Tool.RunAsync(null, arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        var lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 10, 24);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(4, lines.Take(8).Count(line => line.Contains("actormap map ", StringComparison.Ordinal) && line.StartsWith("  ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_command_the_usage_is_on_stderr()
    {
        var result = await Tool.RunAsync(null);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("usage: actormap map FN", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no command 'frob'", "frob")]
    [InlineData("help is about one command, and 'extra' is a word too many", "help", "map", "extra")]
    [InlineData("there is no option '--nope'", "map", "-e", "x => x", "--nope")]
    [InlineData("which function?", "map")]
    [InlineData("'x.txt' is no function", "map", "x.txt")]
    [InlineData("Required argument missing", "map", "-e")]
    [InlineData("actormap: -e is given 2 times; give it once. See actormap map --help.", "map", "-e", "x => x", "-e", "x => x")]
    [InlineData("actormap: --cluster is given 3 times; give it once. See actormap status --help.", "status", "--cluster", "a:1", "--cluster=b:1", "--cluster", "c:1")]
    [InlineData("-j: 'many' is not a whole number", "map", "-e", "x => x", "-j", "many")]
    [InlineData("--on-error: 'perhaps' is not one of stop, skip, emit", "map", "-e", "x => x", "--on-error", "perhaps")]
    [InlineData("--halt: 'fail=1' is no rule", "map", "-e", "x => x", "--halt", "fail=1")]
    [InlineData("--timeout: 'soon' is no duration", "map", "-e", "x => x", "--timeout", "soon")]
    [InlineData("--set: 'k' is not NAME=VALUE", "map", "-e", "x => x", "--set", "k")]
    public async Task Wrong_usage_is_told_on_stderr_with_exit_2(string message, params string[] arguments)
    {
        var result = await Tool.RunAsync(null, arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("--version")]
    public async Task The_version_is_told_with_what_it_works_with(string word)
    {
        var result = await Tool.RunAsync(null, word);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"^actormap \d+\.\d+\.\d+\nframework  \.NET \d+\.\S+\nprotocol   \d+, codec \d+\n(commit     [0-9a-f]{40}\n)?$", result.Output);
    }

    [Fact]
    public async Task The_version_is_told_to_programs_as_json()
    {
        var result = await Tool.RunAsync(null, "version", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var version = JsonDocument.Parse(result.Output);
        Assert.Matches(@"^\d+\.\d+\.\d+$", version.RootElement.GetProperty("version").GetString());
        Assert.True(version.RootElement.GetProperty("protocol").GetInt32() > 0);
        Assert.True(version.RootElement.TryGetProperty("commit", out _));
    }

    [Fact]
    public async Task Every_command_has_help_that_begins_with_examples_and_fits_a_screen_by_either_word()
    {
        foreach (var command in ToolCommand.Names)
        {
            var result = await Tool.RunAsync(null, command, "--help");

            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.Equal(result.Output, (await Tool.RunAsync(null, "help", command)).Output);
            var lines = result.Output.TrimEnd('\n').Split('\n');
            Assert.InRange(lines.Length, 3, 24);
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
            Assert.StartsWith($"actormap {command}", lines[0], StringComparison.Ordinal);
            Assert.Contains(lines.Take(3), line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains($"actormap {command}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_command_is_named_by_the_help_of_the_tool()
    {
        var help = (await Tool.RunAsync(null, "--help")).Lines;

        Assert.All(ToolCommand.Names, name => Assert.Contains(help, line => line.StartsWith($"  {name} ", StringComparison.Ordinal)));
        Assert.Equal(string.Join('\n', help), string.Join('\n', (await Tool.RunAsync(null, "help")).Lines));
        Assert.Equal(string.Join('\n', help), string.Join('\n', (await Tool.RunAsync(null, "help", "--help")).Lines));
    }

    [Fact]
    public void The_help_of_the_tool_has_the_codes_of_its_page()
    {
        var page = File.ReadAllText(Path.Combine(Tool.Root, "docs", "cli.md"));
        var part = page[page.IndexOf("## Exit codes", StringComparison.Ordinal)..page.IndexOf("## Defaults of `map`", StringComparison.Ordinal)];
        var codes = part.Split('\n').Where(row => row.StartsWith("| ", StringComparison.Ordinal)).Skip(1).SelectMany(row => row.Split('|')[1].Split(',', StringSplitOptions.TrimEntries)).ToArray();

        Assert.True(codes.Length >= 14);
        Assert.All(codes, code => Assert.Matches($@"(?<!\d){code} \S", Help.Tool[Help.Tool.IndexOf("Exit codes", StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task Help_of_an_unknown_command_is_wrong_usage()
    {
        var result = await Tool.RunAsync(null, "help", "frob");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("there is no command 'frob'", result.Error, StringComparison.Ordinal);
    }
}
