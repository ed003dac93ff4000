using System.Runtime.Versioning;
using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Whatever a program does wrong is the failure of that item, and of no other.</summary>
public sealed class ProgramFailureSpecs
{
    [Theory]
    [InlineData("die", "signal 9", "ended before it answered")]
    [InlineData("exit", "exit code 3", "It said last: cannot go on")]
    [InlineData("close", "no answer", "closed its output")]
    [InlineData("two", "too many lines", "'2' came behind its answer '1'")]
    [InlineData("text", "no JSON", "wrote 'hello'")]
    [InlineData("nan", "no JSON", "wrote 'NaN'")]
    [InlineData("error", "LuckError", "bad luck")]
    public async Task The_item_fails_and_those_around_it_have_their_answers(string order, string kind, string message)
    {
        using var scratch = new Scratch();
        var input = $"{Scripts.Numbers(0, 500)}\"{order}\"\n{Scripts.Numbers(501, 1000)}\"{order}\"\n";
        var result = await Tool.MapInputAsync(input, ["-j", "1", "--chunk", "250", "--on-error", "skip", "--errors", scratch.Path("bad.jsonl"), .. Scripts.EchoIn(scratch)]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(Scripts.Numbers(0, 500) + Scripts.Numbers(501, 1000), result.Output);
        var failures = scratch.Read("bad.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([500, 1000], failures.Select(failure => failure.GetProperty("index").GetInt32()));
        Assert.All(failures, failure => Assert.Equal((kind, order), (failure.GetProperty("type").GetString(), failure.GetProperty("input").GetString())));
        Assert.All(failures, failure => Assert.Contains(message, failure.GetProperty("message").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dotnet", "obj/a.dll", true)]
    [InlineData("started", "/root/.local/share/dotnet/runfile/a-1/build-success.cache", true)]
    [InlineData("started", "a.db", false)]
    public async Task Programs_that_are_built_by_several_workers_at_once_are_told_to_be_built_before(string program, string file, bool isTold)
    {
        using var scratch = new Scratch();
        var script = scratch.File(program, $"#!/bin/sh\necho \"Unhandled exception: The process cannot access the file '{file}' because it is being used by another process.\" >&2\nexit 1\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var result = await Tool.MapInputAsync("1\n", "-j", "1", "--", script, "run", "a.cs");

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("used by another process.", result.Error, StringComparison.Ordinal);
        Assert.Equal(isTold, result.Error.Contains("build it once before (dotnet build FILE.cs -o FOLDER), and give what was built: -- FOLDER/NAME", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_failed_is_mapped_again_from_the_errors_as_it_was()
    {
        using var scratch = new Scratch();
        await Tool.MapInputAsync("1\n\"error\"\n", ["--on-error", "skip", "--errors", scratch.Path("bad.jsonl"), .. Scripts.EchoIn(scratch)]);
        var again = await Tool.MapAsync(scratch.Path("bad.jsonl"), "--out-format", "jsonl", "--", "cat");

        Assert.Equal((0, "", "\"error\"\n"), (again.ExitCode, again.Error, again.Output));
    }

    [Fact]
    public async Task The_command_that_maps_the_failures_again_has_them_before_the_program()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("1\n\"error\"\n", ["--on-error", "skip", "-v", "--errors", scratch.Path("bad.jsonl"), .. Scripts.EchoIn(scratch)]);

        Assert.Contains($"map the failures again: actormap map {scratch.Path("bad.jsonl")} -- python3 ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_too_many_that_comes_with_a_later_lot_is_no_silent_mistake()
    {
        using var scratch = new Scratch();

        // What item 5 owes is written when item 15 is read: by then the answers of the first ten are out.
        var program = scratch.File("late.py",
            """
            import json, sys
            owes = False
            for line in sys.stdin:
                item = json.loads(line)
                if item == 5: owes = True
                if item == 15 and owes: print("null", flush=True); owes = False
                print(item, flush=True)
            """);
        var result = await Tool.MapInputAsync(Scripts.Numbers(0, 30), "-j", "1", "--chunk", "10", "--on-error", "skip", "--errors", scratch.Path("bad.jsonl"), "--", "python3", program);

        Assert.Equal(1, result.ExitCode);
        var failure = JsonDocument.Parse(Assert.Single(scratch.Read("bad.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal("too many lines", failure.GetProperty("type").GetString());
        Assert.InRange(failure.GetProperty("index").GetInt32(), 15, 29);
        Assert.Contains("earlier answers may be those of their neighbours", failure.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 30).Where(i => i != failure.GetProperty("index").GetInt32()).Select(i => $"{i}"), result.Lines);
    }

    [Theory]
    [InlineData("0", 1, "")]
    [InlineData("1", 0, "once\n")]
    public async Task An_item_that_ends_a_fresh_program_is_retried_as_often_as_asked(string retries, int code, string output)
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("\"once\"\n", ["--retries", retries, "--on-error", "skip", .. Scripts.EchoIn(scratch)]);

        Assert.Equal((code, output), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_program_that_ends_after_some_items_is_started_again()
    {
        var result = await Tool.MapInputAsync(Scripts.Numbers(0, 10), "-j", "1", "--", "sh", "-c", "for i in 1 2 3; do read -r x && echo \"$x\"; done");

        Assert.Equal((0, "", Scripts.Numbers(0, 10)), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task Output_before_any_input_is_no_answer()
    {
        var result = await Tool.MapInputAsync("1\n2\n", "-j", "1", "--on-error", "skip", "-v", "--", "sh", "-c", "echo Welcome; exec cat");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("no JSON: the program wrote 'Welcome'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl", "{\"a\":\"\\377\"}", "no JSON: the program wrote")]
    [InlineData("lines", "\"\\377\"", "it has bytes that are no UTF-8")]
    [InlineData("lines", "\"\\\\ud800\"", "no text: the program wrote")]
    [InlineData("lines", "{\"error\":\"\\\\ud800\"}", "error: \"\\ud800\"")]
    [InlineData("csv", "\"\\\\ud800\"", "has half of a surrogate pair")]
    public async Task An_answer_that_is_no_text_is_told(string format, string answer, string message)
    {
        var result = await Tool.BashAsync($"echo 1 | \"$actormap\" map --on-error skip -j 1 --out-format {format} -- printf '{answer}\\n'");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.InvalidOperationException", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_with_an_error_and_a_result_is_a_result()
    {
        const string answer = "{\"mean\":1,\"error\":0.5}\n{\"error\":null}\n";
        var result = await Tool.MapInputAsync(answer, "--", "cat");

        Assert.Equal((0, "", answer), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task Input_that_is_no_JSON_is_named_by_its_line()
    {
        var result = await Tool.MapInputAsync("1\nword\n", "--", "cat");

        Assert.Equal((4, "1\n"), (result.ExitCode, result.Output));
        Assert.StartsWith("actormap: stdin:2: 'word' is no JSON value", result.Error, StringComparison.Ordinal);
        Assert.Contains("-i lines", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "there is no program 'nosuchprogram' on the PATH", "--", "nosuchprogram")]
    [InlineData(3, "there is no program './nosuch'", "--", "./nosuch")]
    [InlineData(3, "is not executable: chmod +x ", "--", "SCRATCH/plain")]
    [InlineData(3, "is to be run by /no/such/interpreter", "--", "SCRATCH/script")]
    [InlineData(3, "is a folder", "--", "SCRATCH")]
    [InlineData(2, "which program? Nothing stands after '--'", "--")]
    [InlineData(2, "-e and a program after --", "-e", "x => x", "--", "cat")]
    [InlineData(2, "--set k: a program has its constants as arguments", "--set", "k=1", "--", "cat")]
    [InlineData(2, "--exec-each: the command is empty", "--exec-each", " ")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_program_that_can_t_be_used_is_told_before_anything_runs(int code, string message, params string[] arguments)
    {
        using var scratch = new Scratch();
        scratch.File("plain", "echo");
        File.SetUnixFileMode(scratch.File("script", "#!/no/such/interpreter -x\n"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var result = await Tool.MapInputAsync("1\n", [.. arguments.Select(word => word.Replace("SCRATCH", scratch.Folder, StringComparison.Ordinal))]);

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
