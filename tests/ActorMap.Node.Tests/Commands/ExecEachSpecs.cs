using ActorMap.Node.Tests.Support;
using ActorMap.Tests.Shared;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>A command line for each item.</summary>
public sealed class ExecEachSpecs
{
    private static readonly string[] Nasty = ["a b", "it's", "\"x\"", "$(touch pwned)", "`touch pwned`", "; touch pwned", "-rf", "*", "$HOME", "a\\nb", "| cat", "ü 😀", "#", "&"];

    [Theory]
    [InlineData("printf '[%s]' {}", "[{0}]")]
    [InlineData("printf '[%s]'", "[{0}]")]
    [InlineData("printf '[%s]' \"<{}>\" '({})'", "[<{0}>][({0})]")]
    [InlineData("printf '[%s]' \"$(printf '%s' {})\"", "[{0}]")]
    public async Task A_value_is_one_word_and_is_never_run(string command, string expected)
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.txt", string.Join('\n', Nasty));
        var result = await Tool.BashAsync($"\"$actormap\" map '{input}' --exec-each {Quoted(command)}", scratch.Folder);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Nasty.Select(value => expected.Replace("{0}", value, StringComparison.Ordinal)), result.Lines);
        Assert.False(File.Exists(scratch.Path("pwned")));
    }

    [Fact]
    public async Task A_value_may_have_line_ends()
    {
        var result = await Tool.MapInputAsync("a\nb\0c\0", "-0", "--out-format", "jsonl", "--exec-each", "printf '%s|' {} {#}");

        Assert.Equal((0, "", "\"a\\nb|1|\"\n\"c|2|\"\n"), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task A_null_is_the_empty_word()
    {
        var result = await Tool.MapInputAsync("null\n{\"a\":null}\n\"b\"\n", "-i", "jsonl", "--exec-each", "printf '[%s]' {}");

        Assert.Equal((0, "", "[]\n[{\"a\":null}]\n[b]\n"), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task A_value_that_is_no_UTF8_is_refused_and_not_changed()
    {
        var result = await Tool.BashAsync("printf 'é\\na\\xffb\\n' | \"$actormap\" map --on-error skip -j 1 --exec-each 'echo {}'");

        Assert.Equal((1, "é\n"), (result.ExitCode, result.Output));
        Assert.Contains(
            "no UTF-8: the item has the byte 0xFF in it, which is no UTF-8, and so can't be given to a command. Put the input into UTF-8 first (iconv)", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x={}\ncat <<E\n[$x]\nE")]
    [InlineData("cat <<E\n[{}]\nE")]
    [InlineData("# it's 5\"\nprintf '[%s]' {}")]
    [InlineData("printf '%s' \"$(case x in x) printf '[%s]' \"{}\";; esac)\"")]
    public async Task A_value_comes_as_it_is_into_here_documents_and_behind_comments(string command)
    {
        var result = await Tool.MapInputAsync("a \"$(id)\"\n", "--exec-each", command);

        Assert.Equal((0, "", "[a \"$(id)\"]\n"), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task An_item_that_is_too_long_for_a_command_line_says_so()
    {
        if (!OperatingSystem.IsLinux()) return;
        var result = await Tool.MapInputAsync($"1\n{new string('a', 200_000)}\n2\n", "-j", "1", "--on-error", "skip", "--exec-each", "echo {}");

        Assert.Equal((1, "1\n2\n"), (result.ExitCode, result.Output));
        Assert.Contains("node actormap: too long: the item has 200,000 bytes, and with them the command is longer than the system allows", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Placeholders_are_those_of_parallel()
    {
        var result = await Tool.MapInputAsync("/a/b.tar.gz\nplain\n/x\nd.d/e\n", "--exec-each", "echo {#} {.} {/} {//} {/.}");

        Assert.Equal((0, "", "1 /a/b.tar b.tar.gz /a b.tar\n2 plain plain . plain\n3 /x x / x\n4 d.d/e e d.d e\n"), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task Output_is_the_result_without_its_last_line_end_and_as_its_bytes_are()
    {
        var result = await Tool.BashAsync("printf '1\\n2\\n' | \"$actormap\" map --exec-each 'printf \"a\\\\n\\\\377\\\\n\\\\n\"; : {}' | od -An -c | tr -d ' \\n'");

        Assert.Equal("a\\n377\\n\\na\\n377\\n\\n", result.Output);
    }

    [Fact]
    public async Task An_exit_code_is_the_item_s_failure_with_the_last_words()
    {
        var result = await Tool.MapInputAsync("1\n2\n3\n", "-j", "1", "--on-error", "skip", "--exec-each", "if [ {} = 2 ]; then echo no twos >&2; exit 7; fi; echo {}");

        Assert.Equal((1, "1\n3\n"), (result.ExitCode, result.Output));
        Assert.Contains("item 1 (stdin:2) failed after 1 attempt, on worker 0 of node actormap: exit code 7: no twos", result.Error, StringComparison.Ordinal);
        Assert.Contains("[0] no twos\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_of_one_worker_run_side_by_side_where_asked()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(
            $"mkfifo meet; printf 'a\\nb\\n' | \"$actormap\" map -j 1 --concurrency 2 --exec-each 'if [ {{}} = a ]; then read -r x < meet; echo $x; else echo met > meet; fi'", scratch.Folder);

        Assert.Equal((0, "", "met\n\n"), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task A_command_beyond_its_time_is_killed_with_all_that_it_started()
    {
        using var scratch = new Scratch();
        var line = await Scripts.LifeLineAsync(scratch);
        var end = Scripts.EndOfAsync(line);
        var result = await Tool.MapInputAsync("1\n2\n", "-j", "1", "--timeout", "15s", "--on-error", "skip", "--exec-each", $"if [ {{}} = 1 ]; then exec 9> '{line}'; sleep 1000; fi; echo {{}}");

        Assert.Equal((1, "2\n"), (result.ExitCode, result.Output));
        Assert.Contains("System.TimeoutException", result.Error, StringComparison.Ordinal);
        await end.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task A_dry_run_shows_the_first_command_lines()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync(scratch.File("in.txt", "a b\nc\n"), "--dry-run", "--exec-each", "rm -f {}");

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Contains("command    rm -f 'a b'\ncommand    rm -f c\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_run_in_worker_processes()
    {
        var result = await Tool.MapInputAsync("1\n2\n", "-j", "1", "--processes", "--exec-each", "echo n{}");

        Assert.Equal((0, "", "n1\nn2\n"), (result.ExitCode, result.Error, result.Output));
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
