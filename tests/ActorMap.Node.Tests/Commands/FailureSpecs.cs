using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class FailureSpecs
{
    private const string Divide = "(int x) => 10 / (x - 2)";

    [Fact]
    public async Task A_failed_item_stops_the_map_after_what_was_before_it()
    {
        var result = await Tool.MapInputAsync("0\n1\n2\n3\n", "-e", Divide, "--retries", "1");

        Assert.Equal((6, "-5\n-10\n"), (result.ExitCode, result.Output));
        Assert.Matches(
            @"^actormap: item 2 \(stdin:3\) failed after 2 attempts, on worker \d+ of node actormap: System\.DivideByZeroException: Attempted to divide by zero\.\n  at -e\n$",
            result.Error);
    }

    [Theory]
    [InlineData("(int x) =>\n{\n  return 10 / (x - 2);\n}", ":line 3")]
    [InlineData("(int x) =>\n  10 / (x - 2)", ":line 2")]
    [InlineData("(int x) =>\n  new[] { x }\n    .Sum(y => 10 / (y - 2))", ":line 3")]
    [InlineData("((int a,\n  int b) x) => 10 /\n  x.b", ":line 2")]
    [InlineData("(int x) => new[] { x }.Sum(y => 10 / (y - 2))", "")]
    public async Task A_failure_tells_the_line_of_a_lambda_that_has_several(string lambda, string line)
    {
        var result = await Tool.MapInputAsync(lambda.StartsWith("((", StringComparison.Ordinal) ? "[2,0]\n" : "2\n", "-i", "jsonl", "-e", lambda);

        Assert.Equal(6, result.ExitCode);
        Assert.EndsWith($"\n  at -e{line}\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_another_process_tells_its_line_too()
    {
        var result = await Tool.MapInputAsync("2\n", "--processes", "-j", "1", "-e", "(int x) =>\n{\n  return 10 / (x - 2);\n}");

        Assert.Equal(6, result.ExitCode);
        Assert.EndsWith("\n  at -e:line 3\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_are_kept_and_can_be_mapped_again()
    {
        using var scratch = new Scratch();
        var first = await Tool.MapInputAsync("0\n2\n4\n2\n", "-e", Divide, "--on-error", "skip", "--errors", scratch.Path("bad.jsonl"), "-v");

        Assert.Equal((1, "-5\n5\n"), (first.ExitCode, first.Output));
        Assert.Contains($"map the failures again: actormap map -e '{Divide}' {scratch.Path("bad.jsonl")}", first.Error, StringComparison.Ordinal);
        var failures = scratch.Read("bad.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([1, 3], failures.Select(one => one.GetProperty("index").GetInt32()));
        Assert.All(failures, one => Assert.Equal(
            ["index", "input", "type", "message", "stack", "worker", "node", "attempts", "place", "isJson"], one.EnumerateObject().Select(property => property.Name)));

        var again = await Tool.MapAsync("-e", "(int x) => x * 100", scratch.Path("bad.jsonl"));
        Assert.Equal((0, "200\n200\n"), (again.ExitCode, again.Output));
    }

    [Fact]
    public async Task Failed_rows_of_a_table_are_mapped_again_by_name()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.csv", "a,b,c\n1,0,x\n6,3,y\n");
        await Tool.MapAsync("-e", "(int a, int b) => a / b", input, "--on-error", "skip", "--errors", scratch.Path("bad.jsonl"));
        var again = await Tool.MapAsync("-e", "(int b, int a, string c) => $\"{a}-{b}-{c}\"", scratch.Path("bad.jsonl"));

        Assert.Equal((0, "1-0-x\n"), (again.ExitCode, again.Output));
    }

    [Fact]
    public async Task A_failed_row_has_numbers_as_a_program_gets_them_and_is_mapped_again_also_where_texts_are_taken()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.csv", "a,b\n1.50,007\n");
        var first = await Tool.MapAsync("-e", "(JsonElement row) => row.GetProperty(\"c\").GetInt32()", input, "--tag", "--on-error", "emit", "--errors", scratch.Path("bad.jsonl"));
        Assert.StartsWith("{\"index\":0,\"in\":{\"a\":1.50,\"b\":\"007\"},\"error\":", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"index\":0,\"input\":{\"a\":1.50,\"b\":\"007\"},", scratch.Read("bad.jsonl"), StringComparison.Ordinal);

        var types = scratch.File("types.cs", "public record Row(string A, string B);");
        var again = await Tool.MapAsync("-e", "(Row row) => row.A + row.B", "--using", types, scratch.Path("bad.jsonl"));
        var loose = await Tool.MapAsync("-e", "(Dictionary<string, string> row) => row[\"a\"] + row[\"b\"]", scratch.Path("bad.jsonl"));
        Assert.Equal((0, "1.50007\n", ""), (again.ExitCode, again.Output, again.Error));
        Assert.Equal((0, "1.50007\n", ""), (loose.ExitCode, loose.Output, loose.Error));
    }

    [Fact]
    public async Task A_string_that_failed_is_mapped_again_as_what_it_was_a_line_or_JSON()
    {
        using var scratch = new Scratch();
        var json = scratch.File("in.jsonl", "\"str\"\n");
        var line = scratch.File("in.txt", "\"str\"\n");
        await Tool.MapAsync("-e", "(JsonElement x) => x.GetInt32()", json, "--on-error", "skip", "--errors", scratch.Path("json.jsonl"));
        await Tool.MapAsync("-e", "(JsonElement x) => x.GetInt32()", scratch.Path("json.jsonl"), "--on-error", "skip", "--errors", scratch.Path("twice.jsonl"));
        await Tool.MapAsync("-e", "x => int.Parse(x)", line, "--on-error", "skip", "--errors", scratch.Path("line.jsonl"));

        var again = await Tool.MapAsync("-e", "(JsonElement x) => x.GetString()", scratch.Path("json.jsonl"), scratch.Path("twice.jsonl"));
        var text = await Tool.MapAsync("-e", "x => x", scratch.Path("line.jsonl"));
        Assert.Equal((0, "str\nstr\n", ""), (again.ExitCode, again.Output, again.Error));
        Assert.Equal((0, "\"str\"\n", ""), (text.ExitCode, text.Output, text.Error));
    }

    [Theory]
    [InlineData("bad.jsonl")]
    [InlineData("bad.txt")]
    public async Task Failures_are_mapped_again_whatever_their_length_and_their_file_s_name(string name)
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.txt", $"{new string('a', 200_000)}\nb\n");
        await Tool.MapAsync("-e", "x => x.Substring(1_000_000)", input, "--on-error", "skip", "--errors", scratch.Path(name));
        var again = await Tool.MapAsync("-e", "x => x.Length", scratch.Path(name));

        Assert.Equal((0, "200000\n1\n", ""), (again.ExitCode, again.Output, again.Error));
    }

    [Fact]
    public async Task Failures_on_standard_input_are_lines_and_all_of_them()
    {
        using var scratch = new Scratch();
        scratch.File("bad.jsonl", "{\"index\":0,\"input\":\"a\",\"attempts\":1}\n");
        var result = await Tool.BashAsync("\"$actormap\" map -e 'x => x.Length' < bad.jsonl; \"$actormap\" map -e 'x => x.Length' - < bad.jsonl; \"$actormap\" map -e 'x => x.Length' /dev/stdin < bad.jsonl", scratch.Folder);

        Assert.Equal((0, "36\n36\n36\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task An_emitted_failure_keeps_the_places_of_the_others()
    {
        var result = await Tool.MapInputAsync("1\n2\n", "-e", Divide, "--on-error", "emit", "--out-format", "csv");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["value,error", "-10,", ",System.DivideByZeroException: Attempted to divide by zero."], result.Lines);
    }

    [Fact]
    public async Task A_table_with_failures_in_it_has_as_many_fields_in_each_row_and_is_an_input_again()
    {
        using var scratch = new Scratch();
        var first = await Tool.MapInputAsync("a\n1\n0\n", "-i", "csv", "--out-format", "csv", "-e", "(int a) => (q: a == 1 ? \"\" : (10 / a).ToString(), r: a)", "--on-error", "emit", "-o", scratch.Path("out.csv"));
        var again = await Tool.MapAsync("-e", "(string error) => error.Length > 0", scratch.Path("out.csv"));

        Assert.Equal((1, "q,r,error\n,1,\n,,System.DivideByZeroException: Attempted to divide by zero.\n"), (first.ExitCode, scratch.Read("out.csv")));
        Assert.Equal((0, "false\ntrue\n", ""), (again.ExitCode, again.Output, again.Error));
    }

    [Theory]
    [InlineData("never", "-10\n5\n10\n", 1)]
    [InlineData("now,fail=2", "-10\n5\n", 6)]
    [InlineData("now,fail=3", "-10\n5\n10\n", 1)]
    [InlineData("soon,fail=50%", "-10\n5\n10\n", 1)]
    public async Task Halt_bears_as_many_failures_as_it_says(string rule, string output, int code)
    {
        var result = await Tool.MapInputAsync("1\n2\n4\n2\n3\n", "-e", Divide, "--halt", rule, "--chunk", "1");

        Assert.Equal((code, output), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("now", "")]
    [InlineData("soon", "--processes")]
    public async Task A_share_of_failures_is_looked_at_from_the_hundredth_outcome_on_whatever_that_is(string when, string where)
    {
        var result = await Tool.BashAsync($"seq 1 500 | $actormap map -e '(int x) => x <= 90 ? throw new FormatException() : x' --halt {when},fail=50% --chunk 1 -j 1 -q {where}");

        Assert.Equal((6, "91\n"), (result.ExitCode, result.Output[..3]));
        Assert.Contains($"stopped by --halt {when},fail=50%: 90 of 100 items have failed.\n", result.Error, StringComparison.Ordinal);
        if (when == "now") Assert.Equal(10, result.Lines.Length);
    }

    [Fact]
    public async Task The_hundredth_outcome_may_be_bad_input()
    {
        var result = await Tool.BashAsync("(seq 1 99; echo x; seq 101 500) | $actormap map -e '(int x) => x <= 90 ? throw new FormatException() : x' --halt now,fail=50% --on-bad-input skip -q");

        Assert.Equal((6, 9), (result.ExitCode, result.Lines.Length));
        Assert.Contains("stopped by --halt now,fail=50%: 91 of 100 items have failed.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_takes_too_long_fails_with_a_timeout()
    {
        var result = await Tool.MapInputAsync("1\n", "-e", "async (int x, CancellationToken token) => { await Task.Delay(-1, token); return x; }", "--timeout", "200ms");

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("System.TimeoutException: Item 0 took longer than its time of 0.2 s.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_counts_failures_by_kind()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("1\n2\nx\n2\n", "-e", Divide, "--on-error", "skip", "--on-bad-input", "skip", "--summary-json", scratch.Path("summary.json"), "-q");

        Assert.Equal((1, "-10\n", ""), (result.ExitCode, result.Output, result.Error));
        var summary = JsonDocument.Parse(scratch.Read("summary.json")).RootElement;
        Assert.Equal((4, 1, 3, 1), (summary.GetProperty("items").GetInt32(), summary.GetProperty("succeeded").GetInt32(), summary.GetProperty("failed").GetInt32(), summary.GetProperty("exitCode").GetInt32()));
        Assert.Equal(
            [("System.DivideByZeroException", 2), ("bad input", 1)],
            summary.GetProperty("failures").EnumerateArray().Select(one => (one.GetProperty("type").GetString()!, one.GetProperty("count").GetInt32())));
    }

    [Fact]
    public async Task A_verbose_map_ends_with_a_summary_and_a_quiet_one_without_a_word()
    {
        var told = await Tool.MapInputAsync("1\n", "-e", "x => x", "-v");
        var untold = await Tool.MapInputAsync("1\n", "-e", "x => x");

        Assert.Matches(@"(?m)^1 item in [\d.]+ s, [\d,]+ a second; \d+ workers, busy \d+ %, held back by ", told.Error);
        Assert.Empty(untold.Error);
    }

    [Fact]
    public async Task Failures_keep_the_bytes_that_are_no_UTF8()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(
            "printf 'a\\xffb\\n\\xe2\\x82\\n' > in.txt; \"$actormap\" map -e 'x => int.Parse(x)' in.txt --on-error skip --errors bad.jsonl -q; \"$actormap\" map -e 'x => x' bad.jsonl | cmp - in.txt && "
            + "(printf 'a,b\\n'; sed 's/^/1,/' in.txt) > in.csv; \"$actormap\" map -e '(int a, string b) => int.Parse(b)' in.csv --on-error skip --errors rows.jsonl -q; \"$actormap\" map -e '(int a, string b) => b' rows.jsonl | cmp - in.txt",
            scratch.Folder);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }
}
