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
    public async Task Bash_offers_names_as_they_are_values_behind_an_equals_sign_and_no_options_of_ours_to_another_program()
    {
        using var scratch = new Scratch();
        scratch.File("my file.txt", "");
        scratch.File("my*", "");

        Assert.Equal(["my file.txt", "my*"], (await OfferedAsync(scratch, "actormap", "map", "my")).Order(StringComparer.Ordinal));
        Assert.Equal(["stop", "skip"], await OfferedAsync(scratch, "actormap", "map", "--on-error", "=", "s"));
        Assert.Equal(["stop", "skip", "emit"], await OfferedAsync(scratch, "actormap", "map", "--on-error", "="));
        Assert.Empty(await OfferedAsync(scratch, "actormap", "map", "--", "python3", "--retr"));
        Assert.Equal(["my*"], await OfferedAsync(scratch, "actormap", "map", "--", "python3", "my*"));
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

    [Fact]
    public async Task An_unknown_shell_is_wrong_usage()
    {
        var result = await Tool.RunAsync(null, "completion", "tcsh");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("One of bash, zsh, fish, pwsh", result.Error, StringComparison.Ordinal);
    }
}
