using System.Globalization;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Programs of any language as functions: a process a worker, a JSON value a line in and one out.</summary>
public sealed class ProgramSpecs
{
    [Fact]
    public async Task Many_items_are_answered_in_order_by_all_workers()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync(Scripts.Numbers(0, 20_000), ["-j", "3", .. Scripts.EchoIn(scratch)]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Scripts.Numbers(0, 20_000), result.Output);
    }

    [Theory]
    [InlineData("a \"b\"\n\nünï 😀\t\\\n007\n", "lines", "a \"b\"\n\nünï 😀\t\\\n007\n", "\"a \\\"b\\\"\"\n\"\"\n\"ünï \\uD83D\\uDE00\\t\\\\\"\n\"007\"\n")]
    [InlineData("\"a\\u00e9\"\n 12.50 \nnull\n{\"b\": [1, 2]}\n", "jsonl", "aé\n12.50\n\n{\"b\": [1, 2]}\n", "\"a\\u00e9\"\n12.50\nnull\n{\"b\": [1, 2]}\n")]
    [InlineData("a,b\n1,x\n007,\"y,\"\"z\"\n", "csv", "{\"a\":1,\"b\":\"x\"}\n{\"a\":\"007\",\"b\":\"y,\\\"z\"}\n", "{\"a\":1,\"b\":\"x\"}\n{\"a\":\"007\",\"b\":\"y,\\\"z\"}\n")]
    public async Task Records_go_as_JSON_and_answers_come_as_any_result(string input, string format, string lines, string jsonl)
    {
        var asLines = await Tool.MapInputAsync(input, "-i", format, "--", "cat");
        var asJson = await Tool.MapInputAsync(input, "-i", format, "--out-format", "jsonl", "--", "cat");

        Assert.Equal((0, "", lines), (asLines.ExitCode, asLines.Error, asLines.Output));
        Assert.Equal((0, "", jsonl), (asJson.ExitCode, asJson.Error, asJson.Output));
    }

    [Fact]
    public async Task A_tagged_answer_has_its_index_and_its_input()
    {
        var result = await Tool.MapInputAsync("{\"a\": 1}\n", "--tag", "--", "cat");

        Assert.Equal("{\"index\":0,\"in\":{\"a\": 1},\"out\":{\"a\": 1}}\n", result.Output);
    }

    [Fact]
    public async Task Values_of_a_mebibyte_go_both_ways_at_once()
    {
        using var scratch = new Scratch();
        var lines = Enumerable.Range(0, 24).Select(i => new string((char)('a' + i), 1 << 20)).ToArray();
        var result = await Tool.MapAsync(["-i", "lines", scratch.File("in.txt", string.Join('\n', lines)), "-j", "2", "--", "cat"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(lines, result.Lines);
    }

    [Fact]
    public async Task Small_values_may_have_large_answers()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync(string.Concat(Enumerable.Repeat("\"large\"\n", 24)), ["-j", "1", "--chunk", "24", .. Scripts.EchoIn(scratch)]);

        Assert.Equal((0, 24), (result.ExitCode, result.Lines.Length));
        Assert.All(result.Lines, line => Assert.Equal(1 << 20, line.Length));
    }

    [Fact]
    public async Task An_answer_comes_as_soon_as_it_is_there()
    {
        await using var tool = RunningTool.Map("-j", "1", "--", "cat");
        for (var i = 0; i < 5; i++)
        {
            await tool.WriteAsync($"{i}\n");
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture), await tool.ReadLineAsync());
        }
    }

    [Fact]
    public async Task What_a_program_says_as_errors_comes_behind_its_worker_s_number()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("1\n\"warn\"\n", ["-j", "1", .. Scripts.EchoIn(scratch)]);

        Assert.Equal((0, "[0] careful ü\n", "1\nwarn\n"), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task Help_behind_the_dashes_is_the_program_s()
    {
        var result = await Tool.MapInputAsync("1\n", "--", "sh", "-c", "while read -r x; do echo \"\\\"$0 $x\\\"\"; done", "--help");

        Assert.Equal((0, "", "--help 1\n"), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task A_program_runs_in_worker_processes()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync(Scripts.Numbers(0, 3000), ["-j", "2", "--processes", .. Scripts.EchoIn(scratch)]);

        Assert.Equal((0, "", Scripts.Numbers(0, 3000)), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task A_dry_run_shows_the_command_and_starts_nothing()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("1\n", "--dry-run", "--", "sh", "-c", $"touch '{scratch.Path("ran")}'");

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Contains("command    sh -c '", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(scratch.Path("ran")));
    }

    [Fact]
    public async Task A_journal_knows_the_program()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.jsonl", Scripts.Numbers(0, 100));
        string[] map = [input, "-o", scratch.Path("out"), "--journal", scratch.Path("j"), "--resume", "--"];
        var first = await Tool.MapAsync([.. map, "sh", "-c", $"echo >> '{scratch.Path("runs")}'; exec cat"]);
        var again = await Tool.MapAsync([.. map, "sh", "-c", $"echo >> '{scratch.Path("runs")}'; exec cat"]);
        var other = await Tool.MapAsync([.. map, "cat"]);

        Assert.Equal((0, 0, 4), (first.ExitCode, again.ExitCode, other.ExitCode));
        Assert.Contains("function", other.Error, StringComparison.Ordinal);
        Assert.Equal(Scripts.Numbers(0, 100), scratch.Read("out"));
    }
}
