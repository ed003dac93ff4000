using System.CommandLine;
using ActorMap.Node.Completing;
using ActorMap.Node.Shell;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class CompletionSpecs
{
    /// <summary>What bash would offer for the last of these words.</summary>
    private static async Task<string[]> OfferedAsync(Scratch scratch, params string[] words)
    {
        var result = await Tool.BashAsync(
            $"source <(\"$actormap\" completion bash); COMP_WORDS=({string.Join(' ', words.Select(word => $"'{word}'"))}); COMP_CWORD={words.Length - 1}; _actormap; printf '%s\\n' \"${{COMPREPLY[@]}}\"; complete -p actormap",
            scratch.Folder);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.EndsWith("-F _actormap actormap", result.Lines[^1], StringComparison.Ordinal);
        return result.Lines[..^1];
    }

    [Fact]
    public async Task Bash_offers_commands_options_their_values_and_files()
    {
        using var scratch = new Scratch();
        scratch.File("score.cs", "");

        Assert.Equal(["map"], await OfferedAsync(scratch, "actormap", "ma"));
        Assert.Equal(["--retries", "--retry-failed"], await OfferedAsync(scratch, "actormap", "map", "--retr"));
        Assert.Equal(["stop", "skip", "emit"], await OfferedAsync(scratch, "actormap", "map", "--on-error", ""));
        Assert.Equal(["jsonl"], await OfferedAsync(scratch, "actormap", "check", "-i", "js"));
        Assert.Equal(["fn", "exec", "app"], await OfferedAsync(scratch, "actormap", "new", ""));
        Assert.Equal(["pwsh"], await OfferedAsync(scratch, "actormap", "completion", "p"));
        Assert.Equal(["bench"], await OfferedAsync(scratch, "actormap", "help", "ben"));
        Assert.Equal(["score.cs"], await OfferedAsync(scratch, "actormap", "bench", "sc"));
    }

    [Fact]
    public async Task Bash_offers_every_option_of_every_command()
    {
        using var scratch = new Scratch();
        foreach (var command in ToolCommand.Names)
        {
            var names = CommandOptions.Of(command).SelectMany(option => option.Aliases.Append(option.Name)).Append("--help").Order(StringComparer.Ordinal);
            Assert.Equal(names, (await OfferedAsync(scratch, "actormap", command, "-")).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("zsh", "zsh -n")]
    [InlineData("fish", "fish --no-execute")]
    [InlineData("pwsh", "pwsh -NoProfile -Command -")]
    public async Task Other_shells_are_told_of_every_option_and_take_the_script_where_they_are_installed(string shell, string check)
    {
        var result = await Tool.BashAsync($"\"$actormap\" completion {shell} > /dev/stdout", null);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        foreach (var command in ToolCommand.Names)
        {
            foreach (Option option in CommandOptions.Of(command))
                Assert.Contains(shell == "fish" ? $"-{(option.Name.StartsWith("--", StringComparison.Ordinal) ? "l" : "s")} {option.Name.TrimStart('-')}" : option.Name, result.Output, StringComparison.Ordinal);
        }

        var taken = await Tool.BashAsync($"command -v {shell} > /dev/null || exit 0; \"$actormap\" completion {shell} | {check}", null);
        Assert.Equal((0, ""), (taken.ExitCode, taken.Error));
    }

    [Fact]
    public async Task An_unknown_shell_is_wrong_usage()
    {
        var result = await Tool.RunAsync(null, "completion", "tcsh");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("One of bash, zsh, fish, pwsh", result.Error, StringComparison.Ordinal);
    }
}
