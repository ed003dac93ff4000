using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>An answer is that of its item, also where a program writes lines too many, ends, or does both.</summary>
public sealed class ProgramOrderSpecs
{
    private const string Doubling = """
        import os, signal, sys
        for line in iter(sys.stdin.readline, ""):
            value = int(line)
            BEFORE
            print(value * 2, flush=True)
            AFTER
        """;

    [Theory]
    [InlineData("if value == 50: print(0, flush=True)\n    if value == 60: sys.exit(0)", new[] { 50 })]
    [InlineData("if value == 50: print(0, flush=True)\n    if value == 60: sys.exit(1)", new[] { 50 })]
    [InlineData("if value == 50: print(0, flush=True)\n    if value == 99: sys.exit(0)", new[] { 50 })]
    [InlineData("if value == 50: print(0, flush=True)\n    if value == 100: os.kill(os.getpid(), 9)", new[] { 50 })]
    [InlineData("if value == 50: print(0, flush=True)\n    if value == 60: print('done', flush=True)", new[] { 50, 60 })]
    [InlineData("if value in (50, 51): print(0, flush=True)\n    if value == 60: sys.exit(0)", new[] { 50, 51 })]
    public async Task A_line_too_many_shifts_no_answer_where_the_program_ends_behind_it(string after, int[] failed)
    {
        using var scratch = new Scratch();
        await Fail(scratch, failed, "too many lines", Program("", after), "--chunk", "100");
    }

    [Theory]
    [InlineData("if value == 50: print(0, flush=True)\n    if value == 100: sys.exit(3)", "exit code 3", new[] { 50, 100 })]
    [InlineData("if value == 50: print(0, flush=True)\n    if value == 51: os.kill(os.getpid(), 9)", "signal 9", new[] { 50, 51 })]
    [InlineData("if value == 30: os._exit(4)\n    if value == 50: print(0, flush=True)\n    if value == 70: print('here', flush=True)", "exit code 4", new[] { 30, 50, 70 })]
    [InlineData("if value == 60: sys.stdout.write('1'); sys.stdout.flush(); os._exit(5)", "exit code 5", new[] { 60 })]
    public async Task Items_that_end_the_program_have_no_other_s_answer(string before, string kind, int[] failed)
    {
        using var scratch = new Scratch();
        await Fail(scratch, failed, kind, Program(before, ""), "--chunk", "100");
    }

    [Fact]
    public async Task A_line_too_many_that_comes_with_the_next_item_s_answer_is_not_laid_to_that()
    {
        using var scratch = new Scratch();
        await Fail(scratch, [51], "earlier answers may be those of their neighbours", Program("if value == 50: owes = True\n    if value == 51 and 'owes' in globals(): print(0)", ""), "--chunk", "1");
    }

    [Fact]
    public async Task Answers_that_come_an_item_late_are_no_silent_mistake()
    {
        var result = await Tool.MapInputAsync(
            Scripts.Numbers(0, 20), "-j", "1", "--chunk", "1", "--", "python3", "-c", "import sys\nlast = 'null'\nfor line in sys.stdin:\n    print(last, flush=True)\n    last = line.strip()\nprint(last)");

        Assert.Contains("earlier answers may be those of their neighbours", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_before_the_whole_item_was_read_is_none()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.jsonl", $"1\n\"{new string('a', 1 << 20)}\"\n2\n");
        var result = await Tool.MapAsync(
            input, "-j", "1", "--on-error", "skip", "--", "python3", "-c", "import os, signal\nwhile data := os.read(0, 10):\n    print(7, flush=True)\n    if len(data) == 10: signal.pause()");

        Assert.Equal((1, "7\n7\n"), (result.ExitCode, result.Output));
        Assert.Contains("item 1 (", result.Error, StringComparison.Ordinal);
        Assert.Contains("before it had read all of this item's line", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_ends_while_what_it_started_holds_its_output_has_ended()
    {
        const string script = "sleep 1000 & while read -r x; do [ $x = 3 ] && exit 7; echo $x; done";
        var result = await Tool.MapInputAsync(Scripts.Numbers(1, 6), "-j", "1", "--on-error", "skip", "--", "sh", "-c", script);

        Assert.Equal((1, "1\n2\n4\n5\n"), (result.ExitCode, result.Output));
        Assert.Contains("item 2 (stdin:3) failed after 1 attempt, on worker 0 of node actormap: exit code 7: the program ended", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("flush", result.Error, StringComparison.Ordinal);
    }

    private static string Program(string before, string after) => Doubling.Replace("BEFORE", before.Length > 0 ? before : "pass", StringComparison.Ordinal).Replace("AFTER", after.Length > 0 ? after : "pass", StringComparison.Ordinal);

    /// <summary>The numbers from 1 to 100: these fail, one of them with that message, and all others have their own answers.</summary>
    private static async Task Fail(Scratch scratch, int[] failed, string message, string program, params string[] options)
    {
        var result = await Tool.MapInputAsync(
            Scripts.Numbers(1, 101), ["-j", "1", "--on-error", "skip", "--errors", scratch.Path("bad.jsonl"), .. options, "--", "python3", scratch.File("program.py", program)]);

        var failures = scratch.Read("bad.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(failed, failures.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("input").GetInt32()));
        Assert.Contains(failures, line => line.Contains(message, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 100).Except(failed).Select(i => $"{i * 2}"), result.Lines);
        Assert.Equal(1, result.ExitCode);
    }
}
