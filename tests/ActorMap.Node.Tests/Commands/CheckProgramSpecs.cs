using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary><c>actormap check</c> and <c>bench</c> of programs and commands.</summary>
public sealed class CheckProgramSpecs
{
    private const string Sums = "import json, sys\nfor line in sys.stdin: print(json.dumps(sum(json.loads(line))), flush=True)\n";

    [Fact]
    public async Task A_program_is_asked_the_sample_in_two_processes()
    {
        using var scratch = new Scratch();
        var file = scratch.File("sums.py", Sums);
        var result = await Tool.RunAsync(null, "check", "--sample", "[1, 2]", "--", "python3", file);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"-- python3 {file}: /", result.Output, StringComparison.Ordinal);
        Assert.Contains(", a program, with a process for each worker\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("takes     one JSON value a line\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("state     in the program's own processes", result.Output, StringComparison.Ordinal);
        Assert.Contains("gave 3, and the same by another copy\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_what_a_map_of_the_same_input_would_give_it()
    {
        using var scratch = new Scratch();
        var rows = await Tool.RunAsync(null, "check", scratch.File("in.csv", "a,b\n1,x\n"), "--json", "--", "cat");
        var lines = await Tool.RunAsync(null, "check", "--sample", "007", "-i", "lines", "--json", "--", "cat");
        var none = await Tool.RunAsync(null, "check", "--sample", "word", "--", "cat");

        Assert.Equal((0, ""), (rows.ExitCode, rows.Error));
        Assert.Equal("{\"a\":1,\"b\":\"x\"}", Sample(rows).GetProperty("output").GetString());
        Assert.Equal("007", Sample(lines).GetProperty("output").GetString());
        Assert.Equal(3, none.ExitCode);
        Assert.Contains("the sample:1 does not bind: 'word' is no JSON value", none.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON: the program wrote 'hello'", "sh", "-c", "while read -r x; do echo hello; done")]
    [InlineData("too many lines: the program wrote more than one line", "sh", "-c", "while read -r x; do echo 1; echo 2; done")]
    [InlineData("exit code 7: the program ended before it answered this item", "sh", "-c", "read -r x; exit 7")]
    [InlineData("signal 9: ", "sh", "-c", "read -r x; kill -9 $$")]
    [InlineData("no answer: the program closed its output", "sh", "-c", "exec 1>&-; while read -r x; do :; done")]
    [InlineData("TimeoutException", "--timeout", "2s", "sleep", "1000")]
    public async Task One_that_does_not_answer_is_shown_a_conversation_that_works(string fault, params string[] words)
    {
        string[] options = words[0] == "--timeout" ? words[..2] : [];
        var result = await Tool.RunAsync(null, ["check", "--sample", "1", .. options, "--", .. words[options.Length..]]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("can't be talked to. ", result.Error, StringComparison.Ordinal);
        Assert.Contains(fault, result.Error, StringComparison.Ordinal);
        Assert.Contains("The conversation:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_that_is_shown_works()
    {
        using var scratch = new Scratch();
        var wrong = await Tool.RunAsync(null, "check", "--sample", "1", "--", "echo", "hello");
        var lines = wrong.Error.Split('\n').SkipWhile(line => !line.Contains("import json", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0).Select(line => line[4..]);
        var right = await Tool.RunAsync(null, "check", "--sample", "\"abc\"", "--json", "--", "python3", scratch.File("right.py", string.Join('\n', lines)));

        Assert.Equal((0, ""), (right.ExitCode, right.Error));
        Assert.Equal(("3", true), (Sample(right).GetProperty("output").GetString(), Sample(right).GetProperty("same").GetBoolean()));
    }

    [Fact]
    public async Task An_item_that_fails_is_no_fault_of_the_program_or_the_command()
    {
        var program = await Tool.RunAsync(null, "check", "--sample", "1", "--", "sh", "-c", "while read -r x; do echo '{\"error\":\"bad luck\",\"type\":\"LuckError\"}'; done");
        var command = await Tool.RunAsync(null, "check", "--sample", "1", "--exec-each", "exit {}");
        var good = await Tool.RunAsync(null, "check", "--sample", "a b", "--exec-each", "printf '<%s>' {}");

        Assert.Equal((0, ""), (program.ExitCode, program.Error));
        Assert.Contains("failed: LuckError: bad luck\n", program.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (command.ExitCode, command.Error));
        Assert.Contains("failed: exit code 1: ", command.Output, StringComparison.Ordinal);
        Assert.Contains("gave <a b>, and the same by another copy\n", good.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no program 'nosuchprogram' on the PATH", 3, "check", "--", "nosuchprogram")]
    [InlineData("@pi is none: its types and its state are on the nodes", 2, "check", "@pi")]
    [InlineData("@pi is a function that only nodes have", 2, "bench", "@pi")]
    [InlineData("there is no program 'nosuchprogram' on the PATH", 3, "bench", "--", "nosuchprogram")]
    public async Task What_can_t_be_looked_at_is_told(string message, int code, params string[] arguments)
    {
        var result = await Tool.RunAsync("1\n", arguments);

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_measured_and_the_advice_can_be_pasted()
    {
        using var scratch = new Scratch();
        var file = scratch.File("sums.py", Sums);
        var result = await Tool.RunAsync("[1,2]\n[3]\n", "bench", "-j", "1", "--time", "500ms", "--", "python3", file);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("2 items in memory; ", result.Output, StringComparison.Ordinal);
        Assert.Matches($@"\nbest: actormap map -j 1( --chunk \d+)? -- python3 {file}\n$", result.Output);
    }

    [Fact]
    public async Task A_command_for_each_item_is_measured_too()
    {
        var result = await Tool.RunAsync("1\n0\n", "bench", "-j", "1", "--time", "300ms", "--exec-each", "test {} = 1");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"\nbest: actormap map --exec-each 'test \{\} = 1' -j 1( --chunk \d+)?\n$", result.Output);
        Assert.Contains("items failed, such as stdin:2: ", result.Error, StringComparison.Ordinal);
    }

    private static JsonElement Sample(ToolResult result) => JsonDocument.Parse(result.Output).RootElement.GetProperty("sample");
}
