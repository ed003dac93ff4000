using System.CommandLine;
using ActorMap.Node.Completing;
using ActorMap.Node.Shell;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>
/// Completion in zsh, fish and PowerShell, tried in the shell itself. <c>./test.sh</c> installs what it can of them; of one that is not there only its script can be looked at.
/// </summary>
public sealed class ShellCompletionSpecs
{
    // Typed into an interactive zsh in a terminal of its own, where the command prints its words.
    private const string Zsh =
        """
        export TERM=xterm
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z "PS1= RPS1= PS2= ; unsetopt zle_bracketed_paste prompt_sp; autoload -Uz compinit; compinit -u -D; source ./completion; actormap() { print -r -- \"<\$*>\" }; print ready"
        while zpty -r z line; do [[ $line == *ready* && $line != *print* ]] && break; done
        tab=$'\t' end=$'\n' return=$'\r'
        while IFS= read -r typed; do
            zpty -n -w z "${typed//@/$tab}$end"
            while zpty -r z line; do [[ $line == *'<'*'>'* ]] && { print -r -- "${line//$return/}"; break }; done
        done
        zpty -d z
        """;

    public static TheoryData<string> Shells => ["zsh", "fish", "pwsh"];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_script_knows_every_option_and_its_shell_takes_it(string shell)
    {
        var script = await ScriptAsync(shell);
        foreach (var command in ToolCommand.Names)
        {
            foreach (Option option in CommandOptions.Of(command))
                Assert.Contains(shell == "fish" ? $"-{(option.Name.StartsWith("--", StringComparison.Ordinal) ? "l" : "s")} {option.Name.TrimStart('-')}" : option.Name, script, StringComparison.Ordinal);
        }

        if (!await IsThereAsync(shell))
        {
            // What can be said without the shell: no quote and no bracket is left open.
            Assert.Equal(0, script.Count(letter => letter == '\'') % 2);
            foreach (var (open, close) in new[] { ('(', ')'), ('{', '}'), ('[', ']') }) Assert.Equal(script.Count(letter => letter == open), script.Count(letter => letter == close) + Cases(shell, open));
            return;
        }

        using var scratch = new Scratch();
        scratch.File("completion", script);
        var taken = await Tool.BashAsync(shell switch { "zsh" => "zsh -n completion", "fish" => "fish --no-execute completion", _ => "pwsh -NoProfile -Command - < completion" }, scratch.Folder);
        Assert.Equal((0, ""), (taken.ExitCode, taken.Error));
    }

    [Fact]
    public async Task Zsh_completes_what_is_typed()
    {
        using var scratch = new Scratch();
        scratch.File("score.cs", "");
        scratch.File("completion", await ScriptAsync("zsh"));
        if (!await IsThereAsync("zsh"))
        {
            Assert.Contains("compdef _actormap actormap", scratch.Read("completion"), StringComparison.Ordinal);
            return;
        }

        scratch.File("type.zsh", Zsh);
        var typed = await Tool.BashAsync("printf '%s\\n' 'actormap ben@' 'actormap map --on-err@sk@' 'actormap check -i js@' 'actormap new a@' 'actormap bench sc@' 'actormap help ben@' | zsh -f type.zsh", scratch.Folder);

        Assert.Equal(["<bench>", "<map --on-error skip>", "<check -i jsonl>", "<new app>", "<bench score.cs>", "<help bench>"], typed.Lines.Select(line => line.Replace(" >", ">", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fish_offers_commands_options_their_values_and_files()
    {
        using var scratch = new Scratch();
        scratch.File("score.cs", "");
        scratch.File("completion", await ScriptAsync("fish"));
        if (!await IsThereAsync("fish"))
        {
            Assert.StartsWith("# fish completion", scratch.Read("completion"), StringComparison.Ordinal);
            return;
        }

        async Task<string[]> Offered(string line) => [.. (await Tool.BashAsync($"fish --no-config -c \"source completion; complete -C '{line}'\"", scratch.Folder)).Lines.Select(one => one.Split('\t')[0]).Order(StringComparer.Ordinal)];
        Assert.Equal(["map"], await Offered("actormap ma"));
        Assert.Equal(["--retries", "--retry-failed"], await Offered("actormap map --retr"));
        Assert.Equal(["emit", "skip", "stop"], await Offered("actormap map --on-error "));
        Assert.Equal(["jsonl"], await Offered("actormap check -i js"));
        Assert.Equal(["app", "exec", "fn"], await Offered("actormap new "));
        Assert.Equal(["score.cs"], await Offered("actormap bench sc"));
        Assert.Equal(["bench"], await Offered("actormap help ben"));
    }

    [Fact]
    public async Task PowerShell_offers_commands_options_and_their_values()
    {
        using var scratch = new Scratch();
        scratch.File("script.ps1", await ScriptAsync("pwsh"));
        if (!await IsThereAsync("pwsh"))
        {
            Assert.Contains("Register-ArgumentCompleter -Native -CommandName actormap", scratch.Read("script.ps1"), StringComparison.Ordinal);
            return;
        }

        async Task<string[]> Offered(string line) => (await Tool.BashAsync(
            $"pwsh -NoProfile -Command \". ./script.ps1; (TabExpansion2 '{line}' {line.Length}).CompletionMatches | ForEach-Object CompletionText\"", scratch.Folder)).Lines;
        Assert.Equal(["map"], await Offered("actormap ma"));
        Assert.Equal(["--retries", "--retry-failed"], await Offered("actormap map --retr"));
        Assert.Equal(["stop", "skip", "emit"], await Offered("actormap map --on-error "));
    }

    private static async Task<string> ScriptAsync(string shell)
    {
        var result = await Tool.RunAsync(null, "completion", shell);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }

    private static async Task<bool> IsThereAsync(string shell) => (await Tool.BashAsync($"command -v {shell}")).ExitCode == 0;

    /// <summary>A case of zsh closes a bracket that it does not open.</summary>
    private static int Cases(string shell, char open) => shell == "zsh" && open == '(' ? -CompletionCommand.Commands.Length : 0;
}
